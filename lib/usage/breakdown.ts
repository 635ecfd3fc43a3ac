import { foldSmall } from "./fold.ts";
import type { GroupRow } from "./queries.ts";
import type { UsageBreakdown, UsageDate } from "./views.ts";

interface Windows {
  rows: readonly GroupRow[];
  last: UsageDate;
  /** Whether history reaches as far as the window before. */
  compared: boolean;
}

const identity = ({ kind, key }: GroupRow) => `${kind}/${key}`;

/** One part's groups, most first, the small ones folded, each against itself in the window before, folded too. */
export function breakdown(
  part: GroupRow["part"],
  { rows, last, compared }: Windows,
  nameOf: (key: string) => string = (key) => key,
): UsageBreakdown {
  const own = rows.filter((row) => row.part === part);
  const now = own
    .filter((row) => row.usage_date === last)
    .sort((left, right) => right.amount - left.amount || (identity(left) < identity(right) ? -1 : 1));
  // Folded as it was shown itself: its total is told too.
  const known = compared ? foldSmall(own.filter((row) => row.usage_date !== last)).shown : [];
  const earlier = new Map(known.map((row) => [identity(row), row.amount] as const));
  const { shown, other } = foldSmall(now);
  return {
    groups: shown.map((row) => ({
      key: row.key,
      name: nameOf(row.key),
      kind: row.kind === "" ? null : row.kind,
      users: row.users,
      amount: row.amount,
      before: earlier.get(identity(row)) ?? null,
    })),
    other,
  };
}
