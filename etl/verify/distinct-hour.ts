import type { ArchivedFile } from "#lib/archive/commit.ts";
import { ArchiveDamaged } from "#lib/archive/open-parquet.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { NOTHING, plus, type Reading, type Sums } from "#lib/verification/types.ts";
import { FirstSeen } from "../first-seen.ts";
import { readColumns } from "../read-columns.ts";

const COLUMNS = ["id", "channel", "checksum", "partition", "offset"] as const;
/** No Channel is called so. */
const NO_CHANNEL = "\u0001";

type Known = Sums & { channels: Map<string | null, Sums> };

/** Records that the index refused are in the archive all the same: `partition/offset`. */
export type Refused = ReadonlySet<string>;

/**
 * An hour's events, each once: what was sent twice is in the archive twice, and once anywhere else. Reads five columns of
 * the hour's files; knows (Channel, id) of an hour again, as the load does.
 */
export async function readDistinctHour(
  archive: Archive,
  files: readonly ArchivedFile[],
  refused: Refused = new Set(),
): Promise<Reading> {
  const seen = new FirstSeen();
  const channels = new Map<string | null, Sums>();
  let others = 0;
  try {
    for (const file of files)
      for await (const { rows, columns } of readColumns(archive, file, COLUMNS)) {
        const [ids, slugs, checksums, partitions, offsets] = columns as [
          string[],
          (string | null)[],
          number[],
          number[],
          (number | bigint)[],
        ];
        for (let row = 0; row < rows; row += 1) {
          if (refused.has(`${partitions[row]}/${offsets[row]}`)) continue;
          const [channel, checksum] = [slugs[row] ?? null, checksums[row] ?? 0];
          const before = seen.see(channel ?? NO_CHANNEL, ids[row] ?? "", checksum);
          if (before === null)
            channels.set(channel, plus(channels.get(channel) ?? NOTHING, { rows: 1, checksum }));
          else if (before !== checksum) others += 1;
        }
      }
  } catch (error) {
    if (!(error instanceof ArchiveDamaged)) throw error;
    return { unknown: "the archive has lost a file of it" };
  }
  // Which of two is kept depends on who reads first: no store is wrong.
  if (others > 0) return { unknown: "an event was sent twice with other content" };
  const total = [...channels.values()].reduce(plus, NOTHING);
  return { ...total, channels } satisfies Known;
}
