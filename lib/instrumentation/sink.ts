/** One event, serialized once. */
export interface SerializedEvent {
  /** Of the stream's record: the Channel, or the person where there is none. */
  key: string;
  /** JSON without a line break. */
  json: Buffer;
}

/** Where events go. */
export interface EventSink {
  /**
   * Resolves with how many of the events were refused for good (0 as a rule). Rejects when all should be tried
   * again later. Gives up when `signal` is aborted.
   */
  send(events: SerializedEvent[], signal: AbortSignal): Promise<number>;
}
