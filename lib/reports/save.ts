import { Prisma } from "#prisma/client/client.ts";
import { type Person, requireStaff } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "../members/audit.ts";
import type { MemberDeps } from "../members/deps.ts";
import { changeable } from "./changeable.ts";
import { type Question, sqlOf } from "./question.ts";
import type { Look } from "./views.ts";

/** Of one person, or of all staff: more than anybody finds their way in. */
const MOST_REPORTS = 200;
const NOT_UNIQUE = "P2002";

export interface NewReport {
  /** Of the report to change; null: a new one. */
  id: string | null;
  name: string;
  sql: string;
  /** Where the builder asked it: its SQL is made anew. */
  question: Question | null;
  look: Look | null;
  shared: boolean;
}

/** Keeps a report under a name; needs `reports:use`. Throws `conflict` on `name`, `not_found`, `forbidden`. */
export async function saveReport(
  { database, clock }: MemberDeps,
  person: Person,
  { id, name, sql, question, look, shared }: NewReport,
): Promise<{ id: string }> {
  requireStaff(person, "reports:use");
  const now = new Date(clock.now());
  const ownerId = shared ? null : person.id;
  const data = {
    name,
    sql: question === null ? sql : sqlOf(question),
    question: question === null ? Prisma.DbNull : { ...question },
    look,
    updatedAt: now,
  };
  try {
    return await database.$transaction(async (tx) => {
      if (id === null && (await tx.savedReport.count({ where: { ownerId } })) >= MOST_REPORTS)
        throw new AppError("conflict", `There are ${MOST_REPORTS} reports already. Remove one first.`);
      const before = id === null ? null : await changeable(tx, person, id);
      // A colleague's report that somebody tidies stays all staff's.
      const owner = before !== null && before.createdById !== person.id ? before.ownerId : ownerId;
      const saved =
        id === null
          ? await tx.savedReport.create({
              data: { ...data, ownerId, createdById: person.id, createdAt: now },
              select: { id: true },
            })
          : await tx.savedReport.update({
              where: { id },
              data: { ...data, ownerId: owner },
              select: { id: true },
            });
      if (owner === null || before?.ownerId === null)
        await writeAudit(tx, clock.now(), person, { action: "report.share", subject: name });
      return saved;
    });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === NOT_UNIQUE)) throw error;
    throw new AppError("conflict", "There is a report of this name already.", { field: "name" });
  }
}
