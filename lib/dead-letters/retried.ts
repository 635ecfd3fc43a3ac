import type { DeadLetterDeps } from "./deps.ts";
import { type FoundLetter, sourceOf } from "./letter.ts";

/** When each of these was sent again, by its record's place; what was not is absent. */
export async function readRetried(
  { stream, database }: Pick<DeadLetterDeps, "stream" | "database">,
  letters: readonly FoundLetter[],
): Promise<Map<string, number>> {
  if (letters.length === 0) return new Map();
  const rows = await database.deadLetterRetry.findMany({
    where: {
      incarnation: stream.incarnation,
      offset: { in: letters.map(({ letter }) => BigInt(letter.offset)) },
      appendedAt: { not: null },
    },
  });
  return new Map(
    rows.map((row) => [
      `${row.topic}/${row.partition}/${row.offset}`,
      (row.appendedAt ?? row.claimedAt).getTime(),
    ]),
  );
}

export function retriedAt(retried: ReadonlyMap<string, number>, letter: FoundLetter): number | null {
  return retried.get(sourceOf(letter)) ?? null;
}
