import type { RequestKind } from "#lib/events/kinds.ts";

/** Log-normal: half of the answers within `medianMs`; `sigma` is the spread of the logarithm. */
export interface LatencyShape {
  medianMs: number;
  sigma: number;
  /** This share of answers takes `tailFactor` times as long: garbage collections, cold caches. */
  tailShare: number;
  tailFactor: number;
}

export interface DemoEndpoint {
  slug: string;
  name: string;
  kind: RequestKind;
  /** How popular among endpoints of its kind, over all Channels. */
  weight: number;
  latency: LatencyShape;
  /** Names of the ingredients (trigger, query) or fields (action) of its answer. */
  ingredients: readonly string[];
}

/** A failure that happens on good days too. */
interface EverydayFailure {
  status: number;
  /** Share of the Channel's requests, 0 to 1. */
  share: number;
  message: string;
  /** Only these kinds of request; all when absent. */
  kinds?: readonly RequestKind[];
}

/** When the people behind a Channel are active. */
export type RhythmName = "home" | "office" | "leisure" | "steady";

export interface DemoChannel {
  slug: string;
  name: string;
  /** Of its badge; white text stays readable on it. */
  color: string;
  partner: string;
  /** IANA name. */
  timeZone: string;
  /** Public name of the API; the sandbox answers for it on loopback. */
  host: string;
  description: string;
  rhythm: RhythmName;
  endpoints: readonly DemoEndpoint[];
  failures: readonly EverydayFailure[];
}

type Speed = [medianMs: number, sigma?: number, tailShare?: number, tailFactor?: number];

const endpoint =
  (kind: RequestKind) =>
  (slug: string, name: string, weight: number, speed: Speed, ingredients: string): DemoEndpoint => ({
    slug,
    name,
    kind,
    weight,
    latency: {
      medianMs: speed[0],
      sigma: speed[1] ?? 0.35,
      tailShare: speed[2] ?? 0.01,
      tailFactor: speed[3] ?? 4,
    },
    ingredients: ingredients.split(" "),
  });

export const trigger = endpoint("trigger");
export const action = endpoint("action");
export const query = endpoint("query");
/** Every Channel is asked now and then whether a user's connection still holds. */
export const userInfo = (medianMs: number) =>
  endpoint("auth")("user_info", "Check the connection", 1, [medianMs], "id name");
