import type { ChannelsFilter } from "#components/channels/channels-screen.tsx";
import { CHANNEL_STATES } from "#lib/channels/views.ts";

/** The filter as the address has it: `?find=bulb&state=down,degraded`. */
export function readFilter(params: URLSearchParams): ChannelsFilter {
  const named = new Set((params.get("state") ?? "").split(","));
  return { find: params.get("find") ?? "", states: CHANNEL_STATES.filter((state) => named.has(state)) };
}

/** The same address with another filter. */
export function writeFilter(params: URLSearchParams, { find, states }: ChannelsFilter): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of [
    ["find", find],
    ["state", states.join(",")],
  ] as const) {
    if (value === "") next.delete(name);
    else next.set(name, value);
  }
  return next.size === 0 ? "?" : `?${next}`;
}
