import type { ChannelOverview } from "#lib/channels/views.ts";

/** They are kept in a cookie, where there is little room. */
const MOST = 20;
/** No slug has a dot. */
const BETWEEN = ".";
const PINS = /^(?:[a-z0-9_-]{1,64}(?:\.[a-z0-9_-]{1,64}){0,19})?$/;

export function arePins(text: string): boolean {
  return PINS.test(text);
}

/** The pinned Channels' slugs, as the preference keeps them. */
export function readPins(text: string | undefined): string[] {
  return text === undefined || text === "" || !arePins(text) ? [] : text.split(BETWEEN);
}

export function writePins(pins: readonly string[]): string {
  return pins.join(BETWEEN);
}

/** With the Channel pinned or no longer; the newest pin replaces the oldest where there is no room. */
export function togglePin(pins: readonly string[], slug: string): string[] {
  return pins.includes(slug) ? pins.filter((pin) => pin !== slug) : [...pins, slug].slice(-MOST);
}

/** Pinned ones first, in the given order otherwise. */
export function pinnedFirst<C extends Pick<ChannelOverview, "slug">>(
  channels: readonly C[],
  pins: readonly string[],
): C[] {
  const isPinned = ({ slug }: C) => pins.includes(slug);
  return [...channels.filter(isPinned), ...channels.filter((channel) => !isPinned(channel))];
}
