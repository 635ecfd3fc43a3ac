import { systemScope } from "../../channels/access.ts";
import type { EventIndexReader } from "../../stores/event-index/port.ts";
import type { Trigger } from "../trigger.ts";
import { lookedAt, ofChannel } from "./conditions.ts";
import { figuresOf, windowMsOf } from "./course.ts";
import { countingRefusals, judgeRefusals } from "./observe.ts";
import { refusedUsers } from "./refused-users.ts";

/** A trigger as it judges the window that ends at `at`: refusals count where they met everybody. */
export async function judgedBy(
  index: Pick<EventIndexReader, "health">,
  { channel, trigger }: { channel: string; trigger: Trigger },
  at: number,
): Promise<Trigger> {
  if (trigger.type !== "error_rate_above" && trigger.type !== "down") return trigger;
  const range = { from: at - windowMsOf(trigger), to: at };
  const scope = systemScope([channel]);
  const where = [ofChannel(channel), ...lookedAt(trigger)];
  const { total } = await index.health(
    { scope, where, ...range },
    { bucketMs: windowMsOf(trigger), percentiles: false },
  );
  const { everybody } = await judgeRefusals(trigger, figuresOf(trigger, total), () =>
    refusedUsers(index, { scope, channel, trigger }, range),
  );
  return everybody ? countingRefusals(trigger) : trigger;
}
