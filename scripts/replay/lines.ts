import { createReadStream } from "node:fs";
import { type Item, itemOfLine } from "#lib/events/ingest/items.ts";
import { MAX_EVENT_BYTES } from "#lib/events/parse-value.ts";

const NEWLINE = 0x0a;

/** Lines of an NDJSON file as items, without holding the file; of a line without end only its beginning is kept. */
export async function* readItems(path: string): AsyncGenerator<Item> {
  let parts: Buffer[] = [];
  let held = 0;
  let line = 0;
  const take = (): Item | null => {
    line += 1;
    const item = itemOfLine(Buffer.concat(parts), line);
    parts = [];
    held = 0;
    return item;
  };
  const hold = (bytes: Buffer) => {
    const kept = bytes.subarray(0, Math.max(0, MAX_EVENT_BYTES + 1 - held));
    if (kept.length > 0) parts.push(kept);
    held += kept.length;
  };

  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, newline));
      start = newline + 1;
      const item = take();
      if (item !== null) yield item;
    }
    hold(chunk.subarray(start));
  }
  if (held > 0) {
    const item = take();
    if (item !== null) yield item;
  }
}
