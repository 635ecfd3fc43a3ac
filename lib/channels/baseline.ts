import type { EventIndexReader } from "../stores/event-index/port.ts";
import { systemScope } from "./access.ts";
import { type Baseline, NOTHING_USUAL } from "./state.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 7;

/** A history that is not complete yet may still be arriving. */
const INCOMPLETE_FOR = 60_000;

interface Past {
  baseline: Baseline;
  /** Each of the days had requests. */
  complete: boolean;
}

interface Entry {
  /** When it is to be read again, milliseconds. */
  until: number;
  baseline: Promise<Baseline>;
}

interface CachedHour {
  hour: number;
  entries: Map<string, Entry>;
}

/** The same hour of complete days does not change: kept per index until the hour is over. */
const cache = new WeakMap<EventIndexReader, CachedHour>();

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

async function readBaselines(
  index: EventIndexReader,
  hour: number,
  channels: readonly string[],
): Promise<Map<string, Past>> {
  const days = await Promise.all(
    Array.from({ length: DAYS }, (_, day) => {
      const from = hour - (day + 1) * DAY;
      const query = { scope: systemScope(channels), from, to: from + HOUR, where: [] };
      return index.groups(query, { by: "channel", limit: channels.length, people: "none" });
    }),
  );
  const byDay = days.map((groups) => new Map(groups.map((group) => [group.key, group.total])));
  return new Map(
    channels.map((channel) => {
      const totals = byDay.map((day) => day.get(channel));
      const p95 = median(totals.flatMap((total) => total?.p95 ?? []));
      const requestsPerHour = median(totals.map((total) => total?.requests ?? 0)) ?? 0;
      return [channel, { baseline: { p95, requestsPerHour }, complete: !totals.includes(undefined) }];
    }),
  );
}

function remember(
  cached: CachedHour,
  channels: readonly string[],
  reading: ReturnType<typeof readBaselines>,
  now: number,
): void {
  for (const channel of channels) {
    const entry: Entry = { until: Number.POSITIVE_INFINITY, baseline: reading.then(taken) };
    function taken(found: Awaited<typeof reading>): Baseline {
      const past = found.get(channel);
      if (past?.complete !== true) entry.until = now + INCOMPLETE_FOR;
      return past?.baseline ?? NOTHING_USUAL;
    }
    // What could not be read is asked for again next time.
    entry.baseline.catch(() => cached.entries.delete(channel));
    cached.entries.set(channel, entry);
  }
}

/** What is usual for these Channels at the hour of `now`: medians of the same hour of the 7 days before. */
export async function baselines(
  index: EventIndexReader,
  channels: readonly string[],
  now: number,
): Promise<Map<string, Baseline>> {
  const hour = Math.floor(now / HOUR) * HOUR;
  const known = cache.get(index);
  const cached: CachedHour = known?.hour === hour ? known : { hour, entries: new Map() };
  cache.set(index, cached);

  const missing = channels.filter((channel) => (cached.entries.get(channel)?.until ?? 0) <= now);
  if (missing.length > 0) remember(cached, missing, readBaselines(index, hour, missing), now);
  const found = channels.map(async (channel): Promise<[string, Baseline]> => {
    const baseline = await cached.entries.get(channel)?.baseline;
    return [channel, baseline ?? NOTHING_USUAL];
  });
  return new Map(await Promise.all(found));
}
