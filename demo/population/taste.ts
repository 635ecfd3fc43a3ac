import type { DemoEndpoint } from "../catalogue/types.ts";
import { CATALOGUE } from "../catalogue.ts";
import { type Random, weightedPicker } from "../random.ts";
import { storyShare } from "./growth.ts";
import type { DemoStep } from "./types.ts";

/** The trigger that the story makes popular, and the Channel that people leave. */
export const RISING = { channel: "brightbulb", endpoint: "motion_detected" } as const;
export const FADING = "plugpoint";

/** Between these the taste changes in steps. */
const STEPS = 26;
const RISE = 5;
const FALL = 0.75;

function steps(kind: DemoEndpoint["kind"]): DemoStep[] {
  return CATALOGUE.flatMap((channel) =>
    channel.endpoints.filter((endpoint) => endpoint.kind === kind).map((endpoint) => ({ channel, endpoint })),
  );
}

function weightAt({ channel, endpoint }: DemoStep, share: number): number {
  if (channel.slug === FADING) return endpoint.weight * (1 - FALL * share);
  const rises = channel.slug === RISING.channel && endpoint.slug === RISING.endpoint;
  return endpoint.weight * (rises ? 1 + RISE * share : 1);
}

const pickers = new Map<string, (random: Random) => DemoStep>();

/** What somebody chooses for a Recipe at an instant. */
export function choose(kind: "trigger" | "query" | "action", at: number, anchor: number, random: Random) {
  const step = Math.floor(storyShare(at, anchor) * STEPS);
  const key = `${kind} ${step}`;
  const picker = pickers.get(key) ?? weightedPicker(steps(kind), (each) => weightAt(each, step / STEPS));
  pickers.set(key, picker);
  return picker(random);
}
