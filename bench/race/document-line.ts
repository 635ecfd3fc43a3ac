import { acceptEvent } from "../../lib/events/accept.ts";
import { idOf, sourceOf } from "../../lib/stores/event-index/elasticsearch/document.ts";
import { benchId } from "../support/events.ts";

const SETTINGS = { incarnation: "race", retentionMs: 86_400_000, pseudonymize: (id: string) => id };
const POSITION = { topic: "api-requests" as const, partition: 0, offset: 0 };

/** What the worker sends of an event: its action and its document. */
export function documentLine(value: Buffer | null, now: number): string {
  const accepted = acceptEvent(value, POSITION, now, SETTINGS);
  if ("rejected" in accepted) throw new Error(accepted.rejected.detail);
  const { ok } = accepted;
  return `{"create":{"_id":${JSON.stringify(idOf(ok, "hour"))}}}\n${JSON.stringify(sourceOf(ok))}\n`;
}

interface Body {
  bytes: Buffer;
  /** The same with ids that were not sent before. */
  renewed(): Buffer;
}

/** Ids like the producer's, each given once: they rise, as those of events do. */
export class RisingIds {
  #next: number;

  /** Those before `next` are given. */
  constructor(next: number) {
    this.#next = next;
  }

  /** A body with so many events from the sequence `first` on, wherever it names their ids. */
  within(bytes: Buffer, first: number, events: number): Body {
    const places: number[][] = [];
    let from = 0;
    for (let sequence = first; sequence < first + events; sequence += 1) {
      const found: number[] = [];
      const id = benchId(sequence);
      for (let at = bytes.indexOf(id, from); at >= 0 && found.length < 2; at = bytes.indexOf(id, at + 1)) {
        found.push(at);
        from = at;
      }
      places.push(found);
    }
    const renewed = () => {
      for (const found of places) {
        const id = benchId(this.#next);
        this.#next += 1;
        for (const at of found) bytes.write(id, at, "latin1");
      }
      return bytes;
    };
    return { bytes, renewed };
  }
}
