/** What came back of a post. The text serves to judge the answer; it is never shown to anybody. */
export interface OutgoingAnswer {
  status: number;
  /** At most 64 kB of it. */
  text: string;
  /** What `Retry-After` asks for, in milliseconds from now; null without one. */
  retryAfterMs: number | null;
}

export interface OutgoingPost {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Posts to an address within 15 seconds, following no redirect. Throws `OutgoingRefused` or `OutgoingFailed`. */
export interface Outgoing {
  /** To an address that a user gave: only public ones, over https. */
  post(post: OutgoingPost): Promise<OutgoingAnswer>;
  /** To an address that the operator configured, which may be private. */
  postTrusted(post: OutgoingPost): Promise<OutgoingAnswer>;
  /** Asks such an address. */
  getTrusted(url: string): Promise<OutgoingAnswer>;
}

/** The address is none that we call; the message says why and may be shown. */
export class OutgoingRefused extends Error {
  override readonly name = "OutgoingRefused";
}

/** Nobody answered in time; the message says in a few words what happened and may be shown. */
export class OutgoingFailed extends Error {
  override readonly name = "OutgoingFailed";
}
