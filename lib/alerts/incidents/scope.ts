import { type Actor, type ChannelAction, channelScope, requireStaff } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";

/** Whether this may be done to the incidents of a Channel, or (null) of the installation itself, which is for staff. */
export function requireIncidents(viewer: Actor, action: ChannelAction, channel: string | null): void {
  if (channel === null) requireStaff(viewer, "pipeline:read");
  else channelScope(viewer, action, channel);
}

export function noIncident(number: number): AppError {
  return new AppError("not_found", `There is no incident #${number} on this Channel.`);
}
