import { ByteWriter } from "#lib/sketches/bytes.ts";
import { DistinctSketch, hashOf } from "#lib/sketches/distinct.ts";
import { binOf, DurationSketch } from "#lib/sketches/durations.ts";
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

export interface RequestGroup {
  channel: string;
  endpoint: string | null;
  kind: string | null;
  /** `2xx` …; `none` when there was no answer. */
  statusClass: string;
  requests: number;
  failures: number;
  checksum: number;
  durationSum: number;
  users: DistinctSketch;
  durations: DurationSketch;
}

const SEPARATOR = "\u0001";

function statusClassOf(status: number | null | undefined): string {
  return status === null || status === undefined ? "none" : `${Math.floor(status / 100)}xx`;
}

/** Counts of an hour's API requests. One that was sent twice is in the archive twice and counts once. */
export class RequestHour {
  readonly groups = new Map<string, RequestGroup>();
  /** Of all rows, repeated ones too: what the archive's commits say. */
  readonly read: Sums = { rows: 0, checksum: 0 };
  readonly #seen = new Set<string>();

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
      const before = this.#seen.size;
      this.#seen.add(`${channel}${SEPARATOR}${ids[row]}`);
      if (this.#seen.size === before) continue;
      const group = this.#groupOf(
        channel,
        endpoints[row] ?? null,
        kinds[row] ?? null,
        statusClassOf(statuses[row]),
      );
      const [duration = 0, user] = [durations[row], users[row]];
      group.requests += 1;
      if (failed[row] === true) group.failures += 1;
      group.checksum += checksum;
      group.durationSum += duration;
      group.durations.add(binOf(duration));
      if (user !== null && user !== undefined) group.users.add(hashOf(user));
    }
  }

  #groupOf(channel: string, endpoint: string | null, kind: string | null, statusClass: string): RequestGroup {
    const key = [channel, endpoint ?? SEPARATOR, kind ?? SEPARATOR, statusClass].join(SEPARATOR);
    const found = this.groups.get(key);
    if (found !== undefined) return found;
    const made = {
      channel,
      endpoint,
      kind,
      statusClass,
      requests: 0,
      failures: 0,
      checksum: 0,
      durationSum: 0,
      users: new DistinctSketch(),
      durations: new DurationSketch(),
    };
    this.groups.set(key, made);
    return made;
  }
}

export function packUsers(users: DistinctSketch): string {
  const bytes = new ByteWriter();
  users.write(bytes);
  return bytes.done().toString("base64");
}

/** Bins in use with their counts, each bin as its distance from the one before. */
export function packDurations(durations: DurationSketch): string {
  const bytes = new ByteWriter();
  let before = 0;
  for (const [bin, count] of durations.entries()) {
    bytes.unsigned(bin - before);
    bytes.unsigned(count);
    before = bin;
  }
  return bytes.done().toString("base64");
}
