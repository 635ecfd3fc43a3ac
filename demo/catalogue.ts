import { HOME_CHANNELS } from "./catalogue/home.ts";
import { LEISURE_CHANNELS } from "./catalogue/leisure.ts";
import { OFFICE_CHANNELS } from "./catalogue/office.ts";
import type { DemoChannel, DemoEndpoint } from "./catalogue/types.ts";

/** The partner APIs of the demo: what the seed registers, the sandbox serves, the runner and the history call. */
export const CATALOGUE: readonly DemoChannel[] = [...HOME_CHANNELS, ...OFFICE_CHANNELS, ...LEISURE_CHANNELS];

const bySlug = new Map(CATALOGUE.map((channel) => [channel.slug, channel]));

/** Throws for a slug that the catalogue does not have. */
export function demoChannel(slug: string): DemoChannel {
  const channel = bySlug.get(slug);
  if (channel === undefined) throw new Error(`The demo has no Channel ${slug}.`);
  return channel;
}

export function demoEndpoint(channel: DemoChannel, slug: string): DemoEndpoint {
  const endpoint = channel.endpoints.find((candidate) => candidate.slug === slug);
  if (endpoint === undefined) throw new Error(`${channel.name} has no endpoint ${slug}.`);
  return endpoint;
}
