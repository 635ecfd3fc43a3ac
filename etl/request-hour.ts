import { RequestCounts } from "#lib/request-hours/counts.ts";
import { FirstSeen } from "./first-seen.ts";
import type { Sums } from "./manifest.ts";
import type { ColumnChunk } from "./read-columns.ts";

/** What is read of an API request, in the order in which `add` takes the columns. */
export const REQUEST_COLUMNS = [
  "id",
  "channel",
  "endpoint",
  "kind",
  "status_code",
  "duration_ms",
  "user_id",
  "failed",
  "checksum",
] as const;

/** Counts of an hour's archived requests. One that was sent twice is in the archive twice and counts once. */
export class RequestHour {
  /** Of all rows, repeated ones too: what the archive's commits say. */
  readonly read: Sums = { rows: 0, checksum: 0 };
  readonly #counts = new RequestCounts();
  readonly #seen = new FirstSeen();

  get groups() {
    return this.#counts.groups;
  }

  add({ rows, columns }: ColumnChunk): void {
    const [ids, channels, endpoints, kinds, statuses, durations, users, failed, checksums] = columns as [
      string[],
      string[],
      (string | null)[],
      (string | null)[],
      (number | null)[],
      number[],
      (string | null)[],
      boolean[],
      number[],
    ];
    for (let row = 0; row < rows; row += 1) {
      const [channel = "", checksum = 0] = [channels[row], checksums[row]];
      this.read.rows += 1;
      this.read.checksum += checksum;
      if (this.#seen.see(channel, ids[row] ?? "") !== null) continue;
      this.#counts.add({
        channel,
        endpoint: endpoints[row] ?? null,
        kind: kinds[row] ?? null,
        status: statuses[row] ?? null,
        duration: durations[row] ?? 0,
        user: users[row] ?? null,
        failed: failed[row] === true,
        checksum,
      });
    }
  }
}
