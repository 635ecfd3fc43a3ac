import { type Actor, channelScope, requireStaff } from "../../channels/access.ts";

/** Whether the destinations of a Channel, or (null) of the installation itself, may be changed. */
export function requireDestinations(actor: Actor, channel: string | null): void {
  if (channel === null) requireStaff(actor, "platform-alerts:write");
  else channelScope(actor, "alerts:write", channel);
}
