import { networkFailures } from "../events/network-failures.ts";
import type { Condition } from "../events/query/types.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import type { ChannelScope } from "./access.ts";
import { baselines } from "./baseline.ts";
import { figuresByChannel } from "./figures-by-channel.ts";
import { type FailingPart, failingPart, reasonOf } from "./reason.ts";
import { sinceBefore } from "./since.ts";
import {
  type Baseline,
  COURSE,
  type Course,
  type Judged,
  LOOK_BACK,
  MINUTE,
  type MinuteFigures,
  NOTHING_USUAL,
  stateOf,
} from "./state.ts";
import type { ChannelState } from "./views.ts";

const SIGNATURES = 20;
const ENDPOINTS = 100;

type Minutes = Map<number, MinuteFigures>;

interface Context {
  index: EventIndexReader;
  scope: ChannelScope;
  now: number;
}

const onChannels = (channels: readonly string[]): Condition => ({
  type: "keyword",
  field: "channel",
  values: [...channels],
  not: false,
});

async function readMinutes(
  { index, scope, now }: Context,
  channels: readonly string[],
): Promise<Map<string, Minutes>> {
  const from = Math.floor(now / MINUTE) * MINUTE - LOOK_BACK;
  const window = { from, to: now + 1, bucketMs: MINUTE, people: "affected" } as const;
  const figures = await figuresByChannel(index, scope, channels, window);
  return new Map(
    [...figures].map(([channel, { buckets }]) => [
      channel,
      new Map(buckets.map((bucket) => [bucket.at, bucket])),
    ]),
  );
}

async function whatFails(
  { index, scope }: Context,
  channel: string,
  { cause, from, to }: Judged,
): Promise<FailingPart | null> {
  if (cause?.type !== "failures") return null;
  const query = { scope, from, to, where: [onChannels([channel])] };
  const [signatures, endpoints] = await Promise.all([
    index.signatures(query, { limit: SIGNATURES }),
    index.groups(query, { by: "endpoint", limit: ENDPOINTS, percentiles: false }),
  ]);
  const requests = new Map<string, number>();
  for (const { key, total } of endpoints) {
    const endpoint = key.slice(key.indexOf("/") + 1);
    requests.set(endpoint, (requests.get(endpoint) ?? 0) + total.requests);
  }
  return failingPart(signatures, requests);
}

/** Failures of the network do not make a partner's Channel degraded: only now is it worth asking for them. */
async function withoutNetwork(
  { index, scope, now }: Context,
  channel: string,
  minutes: Minutes,
  baseline: Baseline,
  course: Course,
): Promise<Course> {
  if (course.cause?.type !== "failures" || course.state !== "degraded") return course;
  const from = Math.floor(now / MINUTE) * MINUTE - LOOK_BACK;
  const network = await networkFailures(index, scope, channel, { from, to: now + 1, bucketMs: MINUTE, now });
  if (network.size === 0) return course;
  const corrected = new Map(
    [...minutes].map(([at, figures]) => [at, { ...figures, network: network.get(at) ?? 0 }]),
  );
  return stateOf(corrected, now, baseline);
}

async function explain(
  context: Context,
  channel: string,
  minutes: Minutes,
  baseline: Baseline,
): Promise<ChannelState> {
  const first = stateOf(minutes, context.now, baseline);
  const course = await withoutNetwork(context, channel, minutes, baseline, first);
  const { state } = course;
  if (state === "healthy") return { name: state, since: null, reason: null };
  const question = {
    channel,
    state,
    baseline,
    before: Math.floor(context.now / MINUTE) * MINUTE - LOOK_BACK,
  };
  const [part, since] = await Promise.all([
    whatFails(context, channel, course),
    sinceOf(context, course, minutes, question),
  ]);
  return { name: state, since, reason: reasonOf(course, part) };
}

function sinceOf(
  { index, scope, now }: Context,
  course: Course,
  minutes: Minutes,
  question: Parameters<typeof sinceBefore>[2],
): Promise<number | null> | number | null {
  if (course.state === "no_data") {
    const last = Math.max(...[...minutes].map(([at, { requests }]) => (requests > 0 ? at : 0)));
    return last > 0 ? last + MINUTE : sinceBefore(index, scope, question);
  }
  if (course.since !== null) return course.since;
  const seen = Math.floor(now / MINUTE) * MINUTE - COURSE;
  return sinceBefore(index, scope, { ...question, before: seen });
}

/** The state of each Channel at `now`, with its reason. The scope must reach all of them. */
export async function channelStates(
  index: EventIndexReader,
  scope: ChannelScope,
  channels: readonly string[],
  now: number,
): Promise<Map<string, ChannelState>> {
  if (channels.length === 0) return new Map();
  const context = { index, scope, now };
  const [minutes, usual] = await Promise.all([
    readMinutes(context, channels),
    baselines(index, channels, now),
  ]);
  const states = channels.map(async (channel): Promise<[string, ChannelState]> => {
    const baseline = usual.get(channel) ?? NOTHING_USUAL;
    return [channel, await explain(context, channel, minutes.get(channel) ?? new Map(), baseline)];
  });
  return new Map(await Promise.all(states));
}
