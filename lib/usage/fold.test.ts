import { describe, expect, it, test } from "vitest";
import { FEWEST, foldSmall, unlessFew } from "./fold.ts";

const group = (key: string, users: number, amount = users) => ({ key, users, amount });
const keys = (groups: readonly { key: string }[]) => groups.map(({ key }) => key);

describe("small groups", () => {
  it("are left alone when there are none", () => {
    const groups = [group("PT", 90), group("DE", 5)];
    expect(foldSmall(groups)).toEqual({ shown: groups, other: null });
    expect(foldSmall([])).toEqual({ shown: [], other: null });
  });

  it("take the next smallest with them, so that a total minus the rest is no small group", () => {
    const folded = foldSmall([group("PT", 90), group("DE", 7), group("AT", 4), group("FR", 30)]);
    expect(keys(folded.shown)).toEqual(["PT", "FR"]);
    expect(folded.other).toEqual({ groups: 2, amount: 11 });
  });

  it("take it with them also when they are several, who may be the same people", () => {
    const folded = foldSmall([group("web", 50, 1_000), group("ios", 4, 80), group("android", 4, 70)]);
    expect(folded).toEqual({ shown: [], other: { groups: 3, amount: 1_150 } });
  });

  it("say nothing when there is nobody to hide among", () => {
    expect(foldSmall([group("web", 4), group("ios", 1)])).toEqual({
      shown: [],
      other: { groups: 2, amount: null },
    });
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))("never single anybody out (%i)", (seed) => {
    const groups = Array.from({ length: (seed % 7) + 1 }, (_, place) =>
      group(`g${place}`, ((seed + 3) * (place + 5) * 2_654_435_761) % 13),
    );
    const { shown, other } = foldSmall(groups);
    expect(shown.every(({ users }) => users >= FEWEST)).toBe(true);
    const hidden = groups.filter((one) => !shown.includes(one));
    if (other === null) expect(hidden).toEqual([]);
    else if (other.amount !== null) {
      expect(hidden.length).toBeGreaterThanOrEqual(2);
      // However much the groups overlap, so many people are in them.
      expect(Math.max(...hidden.map(({ users }) => users))).toBeGreaterThanOrEqual(FEWEST);
    }
  });
});

test("few people are no number, nobody is one", () => {
  expect([0, 1, 4, 5, 6].map(unlessFew)).toEqual([0, null, null, 5, 6]);
});
