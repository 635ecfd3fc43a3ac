import { systemScope } from "#lib/channels/access.ts";
import type { DeadLetter } from "#lib/events/dead-letter.ts";
import type { EventQuery } from "#lib/events/query/types.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";

/** What became of the produced events. */
export interface Account {
  produced: number;
  indexed: number;
  deadLettered: number;
  /** Ids that are nowhere, and ids that are in both: none, when all is well. */
  missing: string[];
  inBoth: string[];
  /** How many events the index holds more than once. */
  doubled: number;
}

interface Span {
  channel: string;
  /** Milliseconds since 1970, around everything that was produced. */
  from: number;
  to: number;
}

const PAGE = 1_000;

export const balances = ({ missing, inBoth, doubled }: Account) =>
  missing.length === 0 && inBoth.length === 0 && doubled === 0;

async function indexedIds(index: EventIndex, query: EventQuery): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await index.search(query, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const { id } of page.events) ids.push(id);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

async function deadIds(stream: EventStream, { channel, from, to }: Span): Promise<Set<string>> {
  const ids = new Set<string>();
  const pattern = new RegExp(`"id":"(${channel}-\\d+)"`);
  for await (const records of stream.readRange("api-requests.dead", from, to)) {
    for (const record of records) {
      const letter = JSON.parse(String(record.value)) as DeadLetter;
      const id = pattern.exec(Buffer.from(letter.raw ?? "", "base64").toString("latin1"))?.[1];
      if (id !== undefined) ids.add(id);
    }
  }
  return ids;
}

/** Looks every produced id up in the index and among the dead letters; once the index shows what it has. */
export async function accountFor(
  produced: ReadonlySet<string>,
  { stream, index }: { stream: EventStream; index: EventIndex },
  span: Span,
): Promise<Account> {
  const query = { scope: systemScope([span.channel]), from: span.from, to: span.to, where: [] };
  const listed = await indexedIds(index, query);
  const { total } = await index.health(query, { bucketMs: 3_600_000, percentiles: false });
  const indexed = new Set(listed);
  const dead = await deadIds(stream, span);
  return {
    produced: produced.size,
    indexed: indexed.size,
    deadLettered: dead.size,
    missing: [...produced].filter((id) => !indexed.has(id) && !dead.has(id)),
    inBoth: [...dead].filter((id) => indexed.has(id)),
    doubled: Math.max(listed.length, total.requests) - indexed.size,
  };
}
