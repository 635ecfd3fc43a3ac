import type { Pool } from "pg";

/** The one LISTEN channel; payloads are a topic, or a group's lock class when its members changed. */
export const CHANNEL = "event_stream";

/**
 * Wakes readers after commits. Never inside the appending transaction: NOTIFY serializes commits over the whole
 * database. One notification is under way at a time, so a burst of appends costs few; polling covers a lost one.
 */
export class Wake {
  readonly #pool: Pool;
  readonly #due = new Set<string>();
  #sending: Promise<void> | null = null;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  topic(topic: string): void {
    this.#due.add(topic);
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
    });
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    while (this.#due.size > 0) {
      const topics = [...this.#due];
      this.#due.clear();
      await this.#pool
        .query("select pg_notify($1, topic) from unnest($2::text[]) topic", [CHANNEL, topics])
        .catch(() => undefined);
    }
  }
}
