import type { Database } from "../database/client.ts";

/** What stands under a chart that rests on the warehouse. Instants are milliseconds since 1970. */
export interface WarehouseReceipt {
  /** Up to this instant every event is counted; null: not known. */
  completeTo: number | null;
  /** When the oldest of the days was compared with its source; null: one of them never was. */
  verifiedAt: number | null;
  state: "verified" | "unequal" | "not verified yet";
  /** Events of the topic in the warehouse on these days, as far as they were compared. */
  rows: number;
}

const DAY_MS = 86_400_000;

interface Days {
  /** UTC days, `YYYY-MM-DD`; both included. */
  from: string;
  to: string;
}

/**
 * Whether the warehouse has what the archive has of a topic on these days. A day of which nothing was ever archived
 * needs no verification; today's is verified as far as it was loaded.
 */
export async function warehouseReceipt(
  database: Pick<Database, "verification">,
  topic: "interactions" | "api-requests",
  { from, to }: Days,
): Promise<WarehouseReceipt> {
  const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
  const verified = await database.verification.findMany({
    where: { step: "archive_warehouse", subject: topic, day: { gte: first, lte: last } },
    orderBy: { day: "asc" },
    select: { day: true, state: true, hereRows: true, completeTo: true, verifiedAt: true },
  });
  const newest = verified.at(-1);
  if (newest === undefined) return { completeTo: null, verifiedAt: null, state: "not verified yet", rows: 0 };
  const rows = verified.reduce((sum, { hereRows }) => sum + Number(hereRows), 0);
  const at = Math.min(...verified.map(({ verifiedAt }) => verifiedAt.getTime()));
  const unequal = verified.some(({ state }) => state === "unequal");
  // Days after the first that was verified follow each other, or one of them was left out.
  const days = (newest.day.getTime() - (verified[0]?.day ?? newest.day).getTime()) / DAY_MS + 1;
  const whole = days === verified.length && verified.every(({ state }) => state !== "not_compared");
  return {
    completeTo: newest.completeTo?.getTime() ?? null,
    verifiedAt: whole || unequal ? at : null,
    state: unequal ? "unequal" : whole ? "verified" : "not verified yet",
    rows,
  };
}
