import { z } from "zod";
import type { Database } from "../../database/client.ts";
import { dayOf } from "../../day.ts";
import { countDays } from "../days.ts";
import type { RequestView } from "../views.ts";

const SHOWN = 8;
const state = z.enum(["waiting", "running", "done", "failed", "cancelled"]).catch("failed");

/** What people asked for: all that is open, and the newest of the rest; newest first. */
export async function listRequests(database: Pick<Database, "jobRequest">): Promise<RequestView[]> {
  const include = { requestedBy: { select: { name: true, email: true } } } as const;
  const orderBy = { requestedAt: "desc" } as const;
  const [open, over] = await Promise.all([
    database.jobRequest.findMany({ where: { openJob: { not: null } }, orderBy, include }),
    database.jobRequest.findMany({ where: { openJob: null }, orderBy, include, take: SHOWN }),
  ]);
  return [...open, ...over].map((row) => {
    const [firstDay, lastDay] = [dayOf(row.firstDay), dayOf(row.lastDay)];
    return {
      id: row.id,
      job: row.job,
      firstDay,
      lastDay,
      days: countDays(firstDay, lastDay),
      daysDone: row.daysDone,
      daysFailed: row.daysFailed,
      state: state.parse(row.state),
      cancelling: row.openJob !== null && row.cancelRequestedAt !== null,
      requestedAt: row.requestedAt.getTime(),
      requestedBy: row.requestedBy === null ? null : (row.requestedBy.name ?? row.requestedBy.email),
      error: row.error,
    };
  });
}
