/** Of fewer people nothing is told apart. */
export const FEWEST = 5;

interface Group {
  key: string;
  users: number;
  amount: number;
}

interface Folded<G> {
  shown: G[];
  /** `amount` null: all of them together may be fewer than 5 people. */
  other: { groups: number; amount: number | null } | null;
}

/**
 * Puts groups of fewer than 5 people together with the smallest that has more: what is left of a total is then always of
 * 5 people at least, though people may be in several groups. `shown` keeps its order.
 */
export function foldSmall<G extends Group>(groups: readonly G[]): Folded<G> {
  const enough = groups.filter(({ users }) => users >= FEWEST);
  if (enough.length === groups.length) return { shown: [...groups], other: null };
  const [companion] = enough.toSorted(
    (left, right) => left.users - right.users || (left.key < right.key ? -1 : 1),
  );
  const shown = enough.filter((group) => group !== companion);
  const folded = groups.filter((group) => !shown.includes(group));
  const amount = folded.reduce((sum, group) => sum + group.amount, 0);
  return { shown, other: { groups: folded.length, amount: companion === undefined ? null : amount } };
}

/** A number of people: null for some that are fewer than 5. */
export const unlessFew = (users: number): number | null => (users > 0 && users < FEWEST ? null : users);
