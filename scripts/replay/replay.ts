import { operator } from "#lib/channels/access.ts";
import { apiRequestIntake } from "#lib/events/ingest/api-requests.ts";
import type { Intake } from "#lib/events/ingest/intake.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { timeProblem } from "#lib/events/time-limits.ts";
import { interactionIntake } from "#lib/interactions/intake.ts";
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

export type ReplayTopic = "api-requests" | "interactions";

export interface ReplayOptions {
  topic: ReplayTopic;
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

interface Replayed {
  timestamp: string;
  channel?: string | undefined;
}
type Read<Event> = { line: number } & ({ event: Event } | { problem: string });

async function* readEvents<Event extends Replayed>(
  { read }: Intake<Event>,
  { path, channel }: ReplayOptions,
): AsyncGenerator<Read<Event>> {
  for await (const item of readItems(path)) {
    const { line } = item;
    if ("problem" in item) {
      yield { line, problem: item.problem };
      continue;
    }
    const isObject = typeof item.value === "object" && item.value !== null && !Array.isArray(item.value);
    const value = channel !== null && isObject ? { ...(item.value as object), channel } : item.value;
    const result = read(value, item.escapes);
    if ("event" in result) yield { line, event: result.event };
    else yield { line, problem: [result.problem.field, result.problem.message].filter(Boolean).join(": ") };
  }
}

async function lastTime<Event extends Replayed>(
  intake: Intake<Event>,
  options: ReplayOptions,
): Promise<number> {
  let last = Number.NEGATIVE_INFINITY;
  for await (const read of readEvents(intake, options)) {
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
  if (options.topic === "interactions") return replayAs(interactionIntake, deps, { options, onRejected });
  return replayAs(apiRequestIntake, deps, { options, onRejected });
}

async function replayAs<Event extends Replayed>(
  intake: Intake<Event>,
  deps: ReplayDeps,
  { options, onRejected }: { options: ReplayOptions; onRejected: (line: number, problem: string) => void },
): Promise<ReplayResult> {
  const shift = options.end === null ? 0 : options.end - (await lastTime(intake, options));
  const pseudonymize = pseudonymizer(deps.pseudonymKey);
  const result: ReplayResult = { accepted: 0, rejected: 0, last: null, registered: [] };
  const seen = new Set<string>();
  let chunk: StreamMessage[] = [];
  const append = async () => {
    if (chunk.length > 0) await deps.stream.append(intake.topic, chunk);
    result.accepted += chunk.length;
    chunk = [];
  };
  const reject = (line: number, problem: string) => {
    result.rejected += 1;
    onRejected(line, problem);
  };

  for await (const read of readEvents(intake, options)) {
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
    if (channel !== undefined && !seen.has(channel)) {
      seen.add(channel);
      if (await registerUnknown(deps, channel)) result.registered.push(channel);
    }
    const event = { ...read.event, timestamp: new Date(time).toISOString() };
    const rules = { viewer: operator, now: deps.clock.now(), pseudonymize, occurrence: () => read.line };
    const message = intake.send(event, rules);
    if ("refused" in message) {
      reject(read.line, message.refused);
      continue;
    }
    chunk.push(message);
    result.last = Math.max(result.last ?? time, time);
    if (chunk.length === CHUNK) await append();
  }
  await append();
  return result;
}
