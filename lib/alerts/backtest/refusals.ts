import { MANY_USERS } from "../../events/verdict.ts";
import { ofChannel, refused } from "../engine/conditions.ts";
import type { StepFigures } from "../engine/course.ts";
import {
  type CountedTrigger,
  type JudgedWindow,
  judgeRefusals,
  mayRefuseEverybody,
} from "../engine/observe.ts";
import { refusedUsers } from "../engine/refused-users.ts";
import type { PastQuestion } from "./past.ts";
import { slide } from "./slide.ts";

const MINUTE = 60_000;
/** Windows whose users are asked for one by one; of more of them, neighbours share an answer. */
const MOST_ASKED = 500;
const AT_ONCE = 8;

interface PastWindow extends JudgedWindow {
  /** As it is judged while a breach goes on in which everybody was refused. */
  goingOn: StepFigures;
  /** End of the newest window up to this one in which everybody was refused. */
  refusedAt: number;
}

/** Windows of the past, by their ends, as the evaluator judges them: with refusals where these met everybody. */
export async function judgedWindows(
  question: PastQuestion<CountedTrigger>,
  windows: ReadonlyMap<number, StepFigures>,
  windowMs: number,
): Promise<Map<number, PastWindow>> {
  const { trigger } = question;
  const doubtful = [...windows].flatMap(([at, window]) => (mayRefuseEverybody(trigger, window) ? [at] : []));
  const users = await usersRefused(question, doubtful, windowMs);
  const judged = new Map<number, PastWindow>();
  let refusedAt = Number.NEGATIVE_INFINITY;
  for (const [at, window] of windows) {
    const usual = await judgeRefusals(trigger, window, () => users.get(at) ?? 0);
    const { window: goingOn } = await judgeRefusals(trigger, window, () => 0, true);
    if (usual.everybody) refusedAt = at;
    judged.set(at, { ...usual, goingOn, refusedAt });
  }
  return judged;
}

/** Of windows by their ends, ascending: as many as were refused, or a bound that answers whether they are many. */
async function usersRefused(
  question: PastQuestion<CountedTrigger>,
  ends: readonly number[],
  windowMs: number,
): Promise<Map<number, number>> {
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const perMinute = await usersByMinute(question, first - windowMs, last);
  const users = new Map<number, number>();
  const unclear: number[] = [];
  for (const [at, { most, crowded }] of slide(perMinute, ends, windowMs, ["most", "crowded"])) {
    if (crowded > 0) users.set(at, MANY_USERS);
    else if (most < MANY_USERS) users.set(at, most);
    else unclear.push(at);
  }
  for (const [at, count] of await askEach(question, unclear, windowMs)) users.set(at, count);
  return users;
}

/** Of each minute, as many as its window may have at most, and whether they are many by themselves. */
async function usersByMinute(
  { reader, scope, channel, trigger }: PastQuestion<CountedTrigger>,
  from: number,
  to: number,
): Promise<Map<number, { most: number; crowded: number }>> {
  const where = [ofChannel(channel), ...refused(trigger)];
  const { buckets } = await reader.health(
    { scope, where, from, to },
    { bucketMs: MINUTE, percentiles: true, bucketPeople: "affected" },
  );
  return new Map(
    buckets.map(({ at, users_affected: most }) => [at, { most, crowded: most >= MANY_USERS ? 1 : 0 }]),
  );
}

async function askEach(
  question: PastQuestion<CountedTrigger>,
  ends: readonly number[],
  windowMs: number,
): Promise<Map<number, number>> {
  const share = Math.ceil(ends.length / MOST_ASKED);
  const groups = Array.from({ length: Math.ceil(ends.length / Math.max(1, share)) }, (_, n) =>
    ends.slice(n * share, (n + 1) * share),
  );
  const users = new Map<number, number>();
  for (let n = 0; n < groups.length; n += AT_ONCE) {
    await Promise.all(
      groups.slice(n, n + AT_ONCE).map(async (group) => {
        const to = group[0] ?? 0;
        const count = await refusedUsers(question.reader, question, { from: to - windowMs, to });
        for (const at of group) users.set(at, count);
      }),
    );
  }
  return users;
}
