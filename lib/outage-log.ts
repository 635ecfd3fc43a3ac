import type { Log } from "./log.ts";

const EVERY = 30;

/**
 * Tells of what fails over and over while a store is away: the first time, every thirtieth time, and that it is over. An
 * outage is a few lines, not a flood.
 */
export class OutageLog {
  readonly #log: Pick<Log, "warn" | "info">;
  readonly #message: string;
  readonly #fields: Record<string, unknown>;
  #failures = 0;

  constructor(log: Pick<Log, "warn" | "info">, message: string, fields: Record<string, unknown> = {}) {
    this.#log = log;
    this.#message = message;
    this.#fields = fields;
  }

  failed(error: unknown): void {
    this.#failures += 1;
    const failures = this.#failures;
    if (failures !== 1 && failures % EVERY !== 0) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#log.warn({ ...this.#fields, error: reason, failures }, this.#message);
  }

  worked(): void {
    if (this.#failures > 0)
      this.#log.info({ ...this.#fields, failures: this.#failures }, `over: ${this.#message}`);
    this.#failures = 0;
  }
}
