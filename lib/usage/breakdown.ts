import { FEWEST, foldSmall } from "./fold.ts";
import type { GroupRow } from "./queries.ts";
import type { UsageBreakdown, UsageDate } from "./views.ts";

interface Windows {
  rows: readonly GroupRow[];
  last: UsageDate;
  /** Whether history reaches as far as the window before. */
  compared: boolean;
}

const identity = ({ kind, key }: GroupRow) => `${kind}/${key}`;

/** One part's groups, most first, the small ones folded, each against itself in the window before. */
export function breakdown(
  part: GroupRow["part"],
  { rows, last, compared }: Windows,
  nameOf: (key: string) => string = (key) => key,
): UsageBreakdown {
  const own = rows.filter((row) => row.part === part);
  const now = own
    .filter((row) => row.usage_date === last)
    .sort((left, right) => right.amount - left.amount || (identity(left) < identity(right) ? -1 : 1));
  const earlier = new Map(
    own.filter((row) => row.usage_date !== last).map((row) => [identity(row), row] as const),
  );
  const before = (row: GroupRow): number | null => {
    const known = earlier.get(identity(row));
    if (!compared || known === undefined || known.users < FEWEST) return null;
    return known.amount;
  };
  const { shown, other } = foldSmall(now);
  return {
    groups: shown.map((row) => ({
      key: row.key,
      name: nameOf(row.key),
      kind: row.kind === "" ? null : row.kind,
      users: row.users,
      amount: row.amount,
      before: before(row),
    })),
    other,
  };
}
