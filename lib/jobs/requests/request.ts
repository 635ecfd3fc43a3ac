import { type Actor, requireStaff } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { dayOf } from "../../day.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import { VERIFY_JOB } from "../../verification/types.ts";
import { countDays, midnightOf, newestDayOf } from "../days.ts";
import { jobsWorkerAlive } from "../worker-alive.ts";

/** Years of marts are back-filled in parts. */
const MOST_DAYS = 800;
/** Says that a request for the job is open already. */
const NOT_UNIQUE = "P2002";

export interface WantedDays {
  job: string;
  /** UTC, `YYYY-MM-DD`; the same one for a single day. */
  firstDay: string;
  lastDay: string;
  /** Days that are up to date, too. */
  forced: boolean;
}

function checkDays({ job, firstDay, lastDay }: WantedDays, newest: string, now: number): void {
  const refuse = (message: string) => new AppError("bad_request", message, { field: "last_day" });
  if (lastDay < firstDay) throw refuse("The last day must not be before the first.");
  if (lastDay > dayOf(now)) throw refuse(`${lastDay} has not begun (UTC).`);
  if (lastDay > newest) throw refuse(`${job} makes whole days, and ${lastDay} is not over (UTC).`);
  if (countDays(firstDay, lastDay) > MOST_DAYS) throw refuse(`At most ${MOST_DAYS} days at once.`);
}

/**
 * Asks the role that runs jobs for these days, one request per job at a time; needs `jobs:run`. Throws `bad_request` on
 * `last_day`, `not_found`, `conflict` while another is open, `unavailable` when nobody is there who would do it.
 */
export async function requestDays(
  { database, clock }: { database: Database; clock: Clock },
  actor: Actor,
  wanted: WantedDays,
): Promise<{ id: string }> {
  requireStaff(actor, "jobs:run");
  const now = clock.now();
  const { job, firstDay, lastDay, forced } = wanted;
  const described = await database.jobDescription.findUnique({ where: { job }, select: { schedule: true } });
  if (job !== VERIFY_JOB && described === null) throw new AppError("not_found", `There is no job ${job}.`);
  checkDays(wanted, newestDayOf(described?.schedule ?? "hourly", now), now);
  if (!(await jobsWorkerAlive(database, now)))
    throw new AppError(
      "unavailable",
      "No worker runs jobs at the moment, so nothing was asked for. Start one: npm run worker -- --roles=jobs",
    );
  try {
    return await database.$transaction(async (tx) => {
      const request = await tx.jobRequest.create({
        data: {
          job,
          firstDay: midnightOf(firstDay),
          lastDay: midnightOf(lastDay),
          forced,
          state: "waiting",
          openJob: job,
          requestedById: actor.type === "person" ? actor.id : null,
          requestedAt: new Date(now),
        },
        select: { id: true },
      });
      await writeAudit(tx, now, actor, {
        action: "job.request",
        subject: job,
        detail: { first_day: firstDay, last_day: lastDay, forced },
      });
      return request;
    });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === NOT_UNIQUE)) throw error;
    throw new AppError(
      "conflict",
      `Somebody asked for ${job} already, and that is not over. Wait for it, or cancel it.`,
    );
  }
}
