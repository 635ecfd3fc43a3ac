import { z } from "zod";
import type { Database } from "../database/client.ts";
import type { Step } from "./types.ts";

/** Whether what stands in a chart is what its source has. */
export interface WarehouseReceipt {
  /**
   * When the oldest of the days was compared with its source, where something is unequal when that was seen last,
   * milliseconds since 1970; null: one of the days never was.
   */
  verifiedAt: number | null;
  state: "verified" | "unequal" | "waiting" | "not verified yet";
  /** Of one that is waiting: when rows that came later will be in it, milliseconds since 1970. */
  madeAnewAt: number | null;
}

const DAY_MS = 86_400_000;

const midnight = (day: string) => new Date(`${day}T00:00:00Z`);

/** What a chart rests on. */
interface Chart {
  /** Of the warehouse. */
  tables: readonly string[];
  /** The first UTC day, `YYYY-MM-DD`. */
  from: string;
  /** Days before that are looked at, too, such as for who is new: what is wrong there is wrong here. */
  allDays?: boolean;
}

const said = z.array(
  z.object({ waits: z.object({ job: z.string(), since: z.number(), until: z.number() }).optional() }),
);

/** A table's day that waits for its job. */
interface Waiting {
  table: string;
  day: Date;
  job: string;
  since: number;
  until: number;
}

const waitingOf = ({ subject, day, notCompared }: { subject: string; day: Date; notCompared: unknown }) =>
  (said.safeParse(notCompared).data ?? []).flatMap(({ waits }): Waiting[] =>
    waits === undefined ? [] : [{ table: subject, day, ...waits }],
  );

/** Those whose job has not run since: it may have, after what waited was seen. */
async function stillWaiting(
  database: Pick<Database, "jobRun">,
  waiting: readonly Waiting[],
): Promise<Waiting[]> {
  if (waiting.length === 0) return [];
  const runs = await database.jobRun.findMany({
    where: {
      state: "succeeded",
      job: { in: [...new Set(waiting.map(({ job }) => job))] },
      day: { in: waiting.map(({ day }) => day) },
      startedAt: { gte: new Date(Math.min(...waiting.map(({ since }) => since))) },
    },
    select: { job: true, day: true, startedAt: true },
  });
  const last = new Map<string, number>();
  const keyOf = ({ job, day }: { job: string; day: Date }) => `${job} ${day.getTime()}`;
  for (const run of runs) last.set(keyOf(run), Math.max(last.get(keyOf(run)) ?? 0, run.startedAt.getTime()));
  return waiting.filter((one) => (last.get(keyOf(one)) ?? 0) < one.since);
}

/** The way of a topic's events to the warehouse; the index is not on it. */
const WAY: readonly Step[] = ["stream_archive", "archive_files", "archive_warehouse"];

/**
 * The receipts of charts: whether all the way of a topic from the stream and their tables agreed on each chart's days up
 * to `to`, which is over, and none of its tables waits to be made anew. What goes before the first day that was ever loaded
 * needs no verification.
 */
export async function warehouseReceipts<Name extends string>(
  database: Pick<Database, "verification" | "jobRun">,
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
      day: { lte: last },
      OR: [
        { step: { in: [...WAY] }, subject: topic, OR: [{ day: { gte: first } }, { state: "unequal" }] },
        {
          step: "table_checks",
          subject: { in: tables },
          OR: [{ state: "unequal" }, { NOT: { notCompared: { equals: [] } } }],
        },
      ],
    },
    orderBy: { day: "asc" },
    select: {
      ...{ step: true, subject: true, day: true, state: true },
      ...{ completeTo: true, verifiedAt: true, notCompared: true },
    },
  });
  const waiting = await stillWaiting(
    database,
    found.filter(({ state }) => state !== "unequal").flatMap(waitingOf),
  );
  const receipt = ({ tables: own, from, allDays = false }: Chart): WarehouseReceipt => {
    const shown = found.filter(({ day }) => day >= midnight(from));
    const behind = (allDays ? found : shown).filter(
      ({ step, subject }) => step !== "table_checks" || own.includes(subject),
    );
    const wrong = behind.filter(({ state }) => state === "unequal");
    if (wrong.length > 0) {
      const verifiedAt = Math.max(...wrong.map((day) => day.verifiedAt.getTime()));
      return { state: "unequal", verifiedAt, madeAnewAt: null };
    }
    const verifiedAt = whenVerified(
      shown.filter(({ step }) => step === "archive_warehouse"),
      last,
    );
    const untils = waiting
      .filter(({ table, day }) => own.includes(table) && (allDays || day >= midnight(from)))
      .map(({ until }) => until);
    if (untils.length > 0) return { state: "waiting", verifiedAt, madeAnewAt: Math.max(...untils) };
    return { state: verifiedAt === null ? "not verified yet" : "verified", verifiedAt, madeAnewAt: null };
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
