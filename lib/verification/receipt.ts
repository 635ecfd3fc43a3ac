import type { Database } from "../database/client.ts";
import type { Step } from "./types.ts";

/** Whether what stands in a chart is what its source has. */
export interface WarehouseReceipt {
  /**
   * When the oldest of the days was compared with its source, where something is unequal when that was seen last,
   * milliseconds since 1970; null: one of the days never was.
   */
  verifiedAt: number | null;
  state: "verified" | "unequal" | "not verified yet";
}

const DAY_MS = 86_400_000;

interface Days {
  /** UTC days that are over, `YYYY-MM-DD`; both included. */
  from: string;
  to: string;
}

/** The way of a topic's events to the warehouse; the index is not on it. */
const WAY: readonly Step[] = ["stream_archive", "archive_files", "archive_warehouse"];

/**
 * The receipts of charts, by the warehouse's tables that each rests on: whether all the way of a topic from the stream
 * and these tables agreed on these days. What goes before the first day that was ever loaded needs no verification.
 */
export async function warehouseReceipts<Chart extends string>(
  database: Pick<Database, "verification">,
  topic: "interactions" | "api-requests",
  charts: Readonly<Record<Chart, readonly string[]>>,
  { from, to }: Days,
): Promise<Record<Chart, WarehouseReceipt>> {
  const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
  const tables = Object.values<readonly string[]>(charts).flat();
  const found = await database.verification.findMany({
    where: {
      day: { gte: first, lte: last },
      OR: [
        { step: { in: [...WAY] }, subject: topic },
        { step: "table_checks", subject: { in: tables }, state: "unequal" },
      ],
    },
    orderBy: { day: "asc" },
    select: { step: true, subject: true, day: true, state: true, completeTo: true, verifiedAt: true },
  });
  const unequal = found.filter(({ state }) => state === "unequal");
  const loaded = whenVerified(found.filter(({ step }) => step === "archive_warehouse"));
  const receipt = (rests: readonly string[]): WarehouseReceipt => {
    const wrong = unequal.filter(({ step, subject }) => step !== "table_checks" || rests.includes(subject));
    if (wrong.length === 0)
      return { state: loaded === null ? "not verified yet" : "verified", verifiedAt: loaded };
    return { state: "unequal", verifiedAt: Math.max(...wrong.map(({ verifiedAt }) => verifiedAt.getTime())) };
  };
  return Object.fromEntries(
    Object.entries<readonly string[]>(charts).map(([chart, rests]) => [chart, receipt(rests)]),
  ) as Record<Chart, WarehouseReceipt>;
}

interface VerifiedDay {
  day: Date;
  state: string;
  completeTo: Date | null;
  verifiedAt: Date;
}

/** Hours that the archive does not have yet are equal to nothing: such a day was not compared to its end. */
const isCompared = ({ day, state, completeTo }: VerifiedDay) =>
  state !== "not_compared" && completeTo !== null && completeTo.getTime() >= day.getTime() + DAY_MS;

/** Ascending days, one by one; null: a day was left out, or could not be compared. */
function whenVerified(days: readonly VerifiedDay[]): number | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const whole = (last.day.getTime() - first.day.getTime()) / DAY_MS + 1 === days.length;
  if (!whole || !days.every(isCompared)) return null;
  return Math.min(...days.map(({ verifiedAt }) => verifiedAt.getTime()));
}
