import { systemScope } from "#lib/channels/access.ts";
import { DEAD_TOPIC, letterOf } from "#lib/dead-letters/letter.ts";
import { compareHours, type HourPair } from "#lib/verification/compare-hours.ts";
import { isSame, NOTHING, plus, type Reading, type StepResult, type Sums } from "#lib/verification/types.ts";
import type { ArchivedDay } from "./archive-day.ts";
import type { VerifyDeps } from "./deps.ts";
import { type Refused, readDistinctHour } from "./distinct-hour.ts";
import { HOUR_MS, instantInWords } from "./hours.ts";

const TOPIC = "api-requests";

interface Given {
  day: ArchivedDay;
  /** Everything that the stream took before is archived. */
  archivedTo: number | null;
  /** Everything that the stream took before is indexed, or a dead letter; null: not known. */
  indexedTo: number | null;
  refused: () => Promise<Refused>;
}

/** What the index has, or why it cannot be said yet. */
async function readIndex(
  { index, clock, retentionMs }: Pick<VerifyDeps, "index" | "clock" | "retentionMs">,
  hour: number,
  { archivedTo, indexedTo, day }: Given,
): Promise<Reading> {
  const to = hour + HOUR_MS;
  if (to <= clock.now() - retentionMs)
    return { unknown: `the index keeps ${Math.round(retentionMs / 86_400_000)} days` };
  if (archivedTo === null) return { unknown: "it is not known how far the archive is" };
  if (to > archivedTo) return { unknown: `the archive is complete to ${instantInWords(archivedTo)}` };
  const committedAt = day.get(hour)?.committedAt ?? 0;
  if (committedAt > 0 && (indexedTo === null || committedAt > indexedTo))
    return {
      unknown:
        indexedTo === null
          ? "it is not known how far the index is"
          : `the index is complete to ${instantInWords(indexedTo)}`,
    };
  const range = { scope: systemScope(), from: hour, to, where: [] };
  await index.refresh(range);
  const sums = await index.sums(range);
  if (sums.some(({ acceptedTo }) => acceptedTo > archivedTo))
    return { unknown: "late events of it are on their way to the archive" };
  const channels = new Map<string | null, Sums>();
  let total = NOTHING;
  for (const { channel, events: rows, checksum } of sums) {
    channels.set(channel, { rows, checksum });
    total = plus(total, { rows, checksum });
  }
  return { ...total, channels };
}

/** Records whose letters say that the index does not have them, since an instant. */
export async function readRefused(
  stream: Pick<VerifyDeps["stream"], "readRange">,
  { from, to }: { from: number; to: number },
): Promise<Refused> {
  const refused = new Set<string>();
  for await (const records of stream.readRange(DEAD_TOPIC, from, to))
    for (const record of records) {
      const found = letterOf(record);
      if (found?.letter.topic === TOPIC) refused.add(`${found.letter.partition}/${found.letter.offset}`);
    }
  return refused;
}

/** Whether the index has each archived request once; files are read only where commits' sums do not say so. */
export async function verifyIndex(deps: VerifyDeps, given: Given): Promise<StepResult> {
  const hours: HourPair[] = [];
  let completeTo: number | null = null;
  for (const [hour, { committed, files }] of given.day) {
    const here = await readIndex(deps, hour, given);
    let source: Reading = committed;
    if (!("unknown" in here)) {
      if (!isSame(committed, here))
        source = await readDistinctHour(deps.archive, files, await given.refused());
      completeTo = hour + HOUR_MS;
    }
    hours.push({ hour, source, here });
  }
  return compareHours({ step: "archive_index", subject: TOPIC, store: "index", hours, completeTo });
}
