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

const midnight = (day: string) => new Date(`${day}T00:00:00Z`);

/** What a chart rests on. */
interface Chart {
  /** Of the warehouse. */
  tables: readonly string[];
  /** The first UTC day, `YYYY-MM-DD`. */
  from: string;
}

/** The way of a topic's events to the warehouse; the index is not on it. */
const WAY: readonly Step[] = ["stream_archive", "archive_files", "archive_warehouse"];

/**
 * The receipts of charts: whether all the way of a topic from the stream and their tables agreed on each chart's days up
 * to `to`, which is over. What goes before the first day that was ever loaded needs no verification.
 */
export async function warehouseReceipts<Name extends string>(
  database: Pick<Database, "verification">,
  topic: "interactions" | "api-requests",
  charts: Readonly<Record<Name, Chart>>,
  to: string,
): Promise<Record<Name, WarehouseReceipt>> {
  const all = Object.values<Chart>(charts);
  const last = midnight(to);
  const first = new Date(Math.min(...all.map(({ from }) => midnight(from).getTime())));
  const tables = all.flatMap((chart) => chart.tables);
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
  const receipt = ({ tables: own, from }: Chart): WarehouseReceipt => {
    const days = found.filter(({ day }) => day >= midnight(from));
    const wrong = days.filter(
      ({ step, subject, state }) => state === "unequal" && (step !== "table_checks" || own.includes(subject)),
    );
    if (wrong.length > 0)
      return {
        state: "unequal",
        verifiedAt: Math.max(...wrong.map(({ verifiedAt }) => verifiedAt.getTime())),
      };
    const loaded = whenVerified(
      days.filter(({ step }) => step === "archive_warehouse"),
      last,
    );
    return { state: loaded === null ? "not verified yet" : "verified", verifiedAt: loaded };
  };
  return Object.fromEntries(
    Object.entries<Chart>(charts).map(([name, chart]) => [name, receipt(chart)]),
  ) as Record<Name, WarehouseReceipt>;
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

/** Ascending days up to the last one; null: a day was left out, or could not be compared. */
function whenVerified(days: readonly VerifiedDay[], last: Date): number | null {
  const [first] = days;
  if (first === undefined) return null;
  const whole = (last.getTime() - first.day.getTime()) / DAY_MS + 1 === days.length;
  if (!whole || !days.every(isCompared)) return null;
  return Math.min(...days.map(({ verifiedAt }) => verifiedAt.getTime()));
}
