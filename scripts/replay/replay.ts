import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { readEvent } from "#lib/events/read-event.ts";
import type { ApiRequestEvent } from "#lib/events/schema.ts";
import { sentForm } from "#lib/events/sent-form.ts";
import { timeProblem } from "#lib/events/time-limits.ts";
import type { MemberDeps } from "#lib/members/deps.ts";
import type { EventStream, StreamMessage } from "#lib/stores/event-stream/port.ts";
import { readItems } from "./lines.ts";
import { registerUnknown } from "./register-unknown.ts";

const CHUNK = 1_000;

export interface ReplayDeps extends MemberDeps {
  stream: EventStream;
  pseudonymKey: string;
  retentionMs: number;
}

export interface ReplayOptions {
  path: string;
  /** Every event goes to this Channel, whatever it says. */
  channel: string | null;
  /** Where the last event shall be, milliseconds; null leaves all times as they are. */
  end: number | null;
}

export interface ReplayResult {
  accepted: number;
  rejected: number;
  /** Time of the last event accepted, milliseconds; null for none. */
  last: number | null;
  registered: string[];
}

type Read = { line: number } & ({ event: ApiRequestEvent } | { problem: string });

async function* readEvents({ path, channel }: ReplayOptions): AsyncGenerator<Read> {
  for await (const item of readItems(path)) {
    const { line } = item;
    if ("problem" in item) {
      yield { line, problem: item.problem };
      continue;
    }
    const isObject = typeof item.value === "object" && item.value !== null && !Array.isArray(item.value);
    const value = channel !== null && isObject ? { ...(item.value as object), channel } : item.value;
    const read = readEvent(value, item.escapes);
    if ("event" in read) yield { line, event: read.event };
    else yield { line, problem: [read.problem.field, read.problem.message].filter(Boolean).join(": ") };
  }
}

async function lastTime(options: ReplayOptions): Promise<number> {
  let last = Number.NEGATIVE_INFINITY;
  for await (const read of readEvents(options)) {
    if ("event" in read) last = Math.max(last, Date.parse(read.event.timestamp));
  }
  return last;
}

/**
 * Sends a file of NDJSON into the stream, shifted as a whole. Ids stay as they are, and events without one get theirs
 * from content and line: the same file to the same instant changes nothing. Channels that nobody registered are.
 */
export async function replay(
  deps: ReplayDeps,
  options: ReplayOptions,
  onRejected: (line: number, problem: string) => void,
): Promise<ReplayResult> {
  const shift = options.end === null ? 0 : options.end - (await lastTime(options));
  const pseudonymize = pseudonymizer(deps.pseudonymKey);
  const result: ReplayResult = { accepted: 0, rejected: 0, last: null, registered: [] };
  const seen = new Set<string>();
  let chunk: StreamMessage[] = [];
  const append = async () => {
    if (chunk.length > 0) await deps.stream.append("api-requests", chunk);
    result.accepted += chunk.length;
    chunk = [];
  };
  const reject = (line: number, problem: string) => {
    result.rejected += 1;
    onRejected(line, problem);
  };

  for await (const read of readEvents(options)) {
    if ("problem" in read) {
      reject(read.line, read.problem);
      continue;
    }
    const time = Date.parse(read.event.timestamp) + shift;
    const untimely = timeProblem(time, deps.clock.now(), deps.retentionMs);
    if (untimely !== null) {
      reject(read.line, untimely.detail);
      continue;
    }
    const { channel } = read.event;
    if (!seen.has(channel)) {
      seen.add(channel);
      if (await registerUnknown(deps, channel)) result.registered.push(channel);
    }
    const event = { ...read.event, timestamp: new Date(time).toISOString() };
    chunk.push(sentForm(event, pseudonymize, () => read.line));
    result.last = Math.max(result.last ?? time, time);
    if (chunk.length === CHUNK) await append();
  }
  await append();
  return result;
}
