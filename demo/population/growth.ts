import { createRandom } from "../random.ts";

export const DAY = 86_400_000;
/** What the demo tells of interactions before it began, days. */
export const STORY_DAYS = 91;

/** Of the people at the start, so many joined before the story, and so many in it. */
const BEFORE = 1_100;
const DURING = 1_900;
const OLDEST_DAYS = 900;
/** Newcomers per day at the story's begin and at its end, against their mean. */
const [SLOW, QUICK] = [0.6, 1.4];
const PER_DAY = (QUICK * DURING) / STORY_DAYS;

/** Days from the start at which a person joins, negative before it; rising from the first of the story on. */
export function joinsOnDay(index: number): number {
  if (index < BEFORE) {
    const share = createRandom(`joined ${index}`).next() ** 2;
    return -STORY_DAYS - (OLDEST_DAYS - STORY_DAYS) * share;
  }
  const place = index - BEFORE + 0.5;
  if (place >= DURING) return (place - DURING) / PER_DAY;
  // Where a density that rises in a straight line from slow to quick has gathered this share.
  const rise = QUICK - SLOW;
  const share = (Math.sqrt(SLOW ** 2 + (2 * rise * place) / DURING) - SLOW) / rise;
  return -STORY_DAYS * (1 - share);
}

/** How far the story had come at an instant, 0 to 1. */
export function storyShare(at: number, anchor: number): number {
  return Math.min(1, Math.max(0, 1 + (at - anchor) / (STORY_DAYS * DAY)));
}
