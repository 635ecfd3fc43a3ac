import { describe, expect, it } from "vitest";
import { breakdown } from "./breakdown.ts";
import { FEWEST } from "./fold.ts";
import type { GroupRow } from "./queries.ts";

const [EARLIER, LAST] = ["2026-02-01", "2026-03-01"];
const row = (usage_date: string, key: string, users: number, amount: number): GroupRow => ({
  part: "endpoint",
  usage_date,
  key,
  kind: "trigger",
  users,
  amount,
});
const told = (rows: GroupRow[], compared = true) => breakdown("endpoint", { rows, last: LAST, compared });
const befores = (rows: GroupRow[], compared = true) =>
  Object.fromEntries(told(rows, compared).groups.map(({ key, before }) => [key, before]));

describe("groups beside those of the window before", () => {
  it("leave nobody's runs over from the earlier total: a small group takes the next one with it", () => {
    const now = [row(LAST, "a", 90, 900), row(LAST, "b", 6, 60), row(LAST, "c", 50, 500)];
    const alone = [row(EARLIER, "a", 100, 1_000), row(EARLIER, "b", 1, 7)];
    expect(befores([...now, ...alone])).toEqual({ a: null, b: null, c: null });
    const third = row(EARLIER, "c", 200, 4_000);
    expect(befores([...now, ...alone, third])).toEqual({ a: null, b: null, c: 4_000 });
  });

  it("are compared where all were large enough, and history reaches so far", () => {
    const rows = [row(LAST, "a", 90, 900), row(LAST, "new", 5, 5), row(EARLIER, "a", 5, 50)];
    expect(befores(rows)).toEqual({ a: 50, new: null });
    expect(befores(rows, false)).toEqual({ a: null, new: null });
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))("never single anybody out (%i)", (seed) => {
    const users = (place: number) => ((seed + 3) * (place + 5) * 2_654_435_761) % 13;
    const places = Array.from({ length: (seed % 7) + 1 }, (_, place) => place);
    const earlier = places.map((place) => row(EARLIER, `g${place}`, users(place), 10 ** place));
    // Half of the time all are large by now.
    const grown = seed % 2 === 0 ? FEWEST : 0;
    const now = places.map((place) => row(LAST, `g${place}`, users(place + 7) + grown, 1));
    const shown = befores([...now, ...earlier]);
    const hidden = earlier.filter(({ key }) => (shown[key] ?? null) === null);
    // Where nothing is shown, the total alone is told.
    if (hidden.length === 0 || hidden.length === earlier.length) return;
    expect(Math.max(...hidden.map((group) => group.users))).toBeGreaterThanOrEqual(FEWEST);
  });
});
