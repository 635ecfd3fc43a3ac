import type { Database } from "../database/client.ts";
import type { StepResult } from "./types.ts";

const json = <T extends object>(list: readonly T[]) =>
  list.map((one) => ({ ...one }) as Record<string, never>);

/** Puts a day's results (UTC, `YYYY-MM-DD`) in the place of those before. */
export async function saveVerification(
  database: Database,
  day: string,
  results: readonly StepResult[],
  now: number,
): Promise<void> {
  const date = new Date(`${day}T00:00:00Z`);
  const rows = results.map(({ step, subject, state, source, here, completeTo, ...lists }) => ({
    day: date,
    step,
    subject,
    state,
    sourceRows: BigInt(source.rows),
    hereRows: BigInt(here.rows),
    sourceChecksum: BigInt(source.checksum),
    hereChecksum: BigInt(here.checksum),
    completeTo: completeTo === null ? null : new Date(completeTo),
    verifiedAt: new Date(now),
    disagreements: json(lists.disagreements),
    notCompared: json(lists.notCompared),
  }));
  await database.$transaction([
    database.verification.deleteMany({ where: { day: date } }),
    database.verification.createMany({ data: rows }),
  ]);
}
