import { ByteWriter } from "../sketches/bytes.ts";
import { DistinctSketch, hashOf } from "../sketches/distinct.ts";
import { binOf, DurationSketch } from "../sketches/durations.ts";

/** What is counted of an API request. */
export interface CountedRequest {
  channel: string;
  endpoint: string | null;
  kind: string | null;
  /** null: there was no answer. */
  status: number | null;
  /** Milliseconds. */
  duration: number;
  /** Pseudonym. */
  user: string | null;
  failed: boolean;
  /** Of the event; 0 where nobody knows it any more. */
  checksum: number;
}

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

/** An hour's requests per Channel, endpoint, kind and class of status. */
export class RequestCounts {
  readonly groups = new Map<string, RequestGroup>();

  add(request: CountedRequest): void {
    const group = this.#groupOf(request);
    group.requests += 1;
    if (request.failed) group.failures += 1;
    group.checksum += request.checksum;
    group.durationSum += request.duration;
    group.durations.add(binOf(request.duration));
    if (request.user !== null) group.users.add(hashOf(request.user));
  }

  #groupOf({ channel, endpoint, kind, status }: CountedRequest): RequestGroup {
    const statusClass = status === null ? "none" : `${Math.floor(status / 100)}xx`;
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
