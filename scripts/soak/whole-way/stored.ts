import type { Day } from "#etl/day.ts";
import { readArchivedDay } from "#etl/verify/archive-day.ts";
import type { VerifyDeps } from "#etl/verify/deps.ts";
import { readDistinctHour } from "#etl/verify/distinct-hour.ts";
import { type Commit, commitsOf } from "#lib/archive/commit.ts";
import { systemScope } from "#lib/channels/access.ts";
import type { Expected, Topic } from "./messages.ts";

type Sums = Map<string, Expected>;

const HOUR = 3_600_000;

function add(sums: Sums, channel: string, { rows, checksum }: Expected): void {
  const known = sums.get(channel) ?? { rows: 0, checksum: 0 };
  sums.set(channel, { rows: known.rows + rows, checksum: known.checksum + checksum });
}

export async function inIndex(
  { index }: Pick<VerifyDeps, "index">,
  channels: readonly string[],
  { from, to }: { from: number; to: number },
): Promise<Sums> {
  const sums: Sums = new Map();
  for (let hour = from; hour < to; hour += HOUR) {
    const range = { from: hour, to: hour + HOUR };
    await index.refresh(range);
    for (const { channel, events, checksum } of await index.sums({
      scope: systemScope(channels),
      where: [],
      ...range,
    }))
      add(sums, channel, { rows: events, checksum });
  }
  return sums;
}

/** Each event once, as read from its files. */
export async function inArchive(
  { archive }: Pick<VerifyDeps, "archive">,
  topic: Topic,
  days: readonly Day[],
  channels: ReadonlySet<string>,
): Promise<Sums> {
  const sums: Sums = new Map();
  const commits: Commit[] = [];
  for await (const commit of commitsOf(archive, topic)) commits.push(commit);
  for (const day of days)
    for (const { files } of (await readArchivedDay(archive, topic, day, commits)).values()) {
      const hour = await readDistinctHour(archive, files);
      if ("unknown" in hour) throw new Error(hour.unknown);
      for (const [channel, own] of hour.channels ?? [])
        if (channel !== null && channels.has(channel)) add(sums, channel, own);
    }
  return sums;
}

const COUNTED: Record<Topic, (channels: string) => string> = {
  "api-requests": (channels) =>
    `select channel, sum(requests) as events, sum(checksum_sum) as checksum
     from warehouse.api_requests_hourly where channel in (${channels}) group by channel`,
  interactions: (channels) =>
    `select channel, count(*) as events, sum(cast(checksum as bigint)) as checksum
     from warehouse.interactions where channel in (${channels}) group by channel`,
};

export async function inWarehouse(
  { warehouse }: Pick<VerifyDeps, "warehouse">,
  topic: Topic,
  channels: readonly string[],
): Promise<Sums> {
  const sums: Sums = new Map();
  const sql = COUNTED[topic](channels.map((channel) => `'${channel}'`).join(", "));
  const rows = await warehouse.transaction((transaction) =>
    transaction.rows<{ channel: string; events: number | string; checksum: number | string }>(sql),
  );
  for (const { channel, events, checksum } of rows)
    add(sums, channel, { rows: Number(events), checksum: Number(checksum) });
  return sums;
}

/** A line for each Channel of which a store has something else. */
export function compare(store: string, topic: Topic, expected: Sums, found: Sums): string[] {
  const nothing = { rows: 0, checksum: 0 };
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((channel) => {
    const [produced, stored] = [expected.get(channel) ?? nothing, found.get(channel) ?? nothing];
    if (produced.rows === stored.rows && produced.checksum === stored.checksum) return [];
    return [
      `${store} has ${stored.rows} (checksum ${stored.checksum}) of ${produced.rows} (${produced.checksum}) ${topic} of ${channel}`,
    ];
  });
}

export const total = (sums: Sums): number => [...sums.values()].reduce((sum, { rows }) => sum + rows, 0);
