import { z } from "zod";
import { canAsStaff, type Person, requireStaff } from "../channels/access.ts";
import type { Database } from "../database/client.ts";
import { questionSchema } from "./question-schema.ts";
import { LOOKS, type SavedReportView } from "./views.ts";

const question = questionSchema.nullable().catch(null);
const look = z.enum(LOOKS).nullable().catch(null);

/** The viewer's own reports and all staff's, by name; needs `reports:use`. */
export async function listReports(
  { database }: { database: Database },
  viewer: Person,
): Promise<SavedReportView[]> {
  requireStaff(viewer, "reports:use");
  const rows = await database.savedReport.findMany({
    where: { OR: [{ ownerId: viewer.id }, { ownerId: null }] },
    include: { createdBy: { select: { name: true, email: true } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const tidies = canAsStaff(viewer, "reports:tidy");
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sql: row.sql,
    question: question.parse(row.question),
    look: look.parse(row.look),
    shared: row.ownerId === null,
    createdBy: row.createdBy === null ? null : (row.createdBy.name ?? row.createdBy.email),
    updatedAt: row.updatedAt.getTime(),
    mine: row.ownerId === viewer.id || row.createdById === viewer.id || tidies,
  }));
}
