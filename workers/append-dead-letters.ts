import type { DeadLetter } from "#lib/events/dead-letter.ts";
import { StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import { Backoff, STORE_BACKOFF } from "./backoff.ts";
import type { WorkerDeps } from "./deps.ts";

/** Makes dead letters durable, waiting out an unavailable stream. Throws `Abandoned` when the worker stops meanwhile. */
export async function appendDeadLetters(
  { stream, metrics, log }: Pick<WorkerDeps, "stream" | "metrics" | "log">,
  letters: DeadLetter[],
  signal: AbortSignal,
): Promise<void> {
  if (letters.length === 0) return;
  const messages = letters.map((letter) => ({
    key: `${letter.topic}/${letter.partition}`,
    value: Buffer.from(JSON.stringify(letter)),
  }));
  const backoff = new Backoff(STORE_BACKOFF, signal);
  for (;;) {
    try {
      await stream.append("api-requests.dead", messages);
      for (const { reason } of letters) metrics.deadLetters.inc({ reason });
      return;
    } catch (error) {
      if (!(error instanceof StreamUnavailable)) throw error;
      metrics.retries.inc({ store: "stream" });
      if (backoff.tries % 10 === 0)
        log.warn({ error: error.message }, "stream refuses dead letters; trying again");
      await backoff.pause();
    }
  }
}
