import type { ChannelScope } from "../../channels/access.ts";
import type { EventIndexReader } from "../../stores/event-index/port.ts";
import type { Trigger } from "../trigger.ts";
import { ofChannel, refused } from "./conditions.ts";

/** Users that were refused in [from, to), each once. */
export async function refusedUsers(
  index: Pick<EventIndexReader, "health">,
  { scope, channel, trigger }: { scope: ChannelScope; channel: string; trigger: Trigger },
  { from, to }: { from: number; to: number },
): Promise<number> {
  const where = [ofChannel(channel), ...refused(trigger)];
  const { total } = await index.health(
    { scope, where, from, to },
    { bucketMs: to - from, percentiles: true, bucketPeople: "none" },
  );
  return total.users_affected;
}
