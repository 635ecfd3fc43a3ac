import { canAsStaff, type Person } from "../channels/access.ts";
import type { Database } from "../database/client.ts";
import { AppError } from "../errors.ts";

interface Found {
  name: string;
  /** null: all staff's. */
  ownerId: string | null;
  createdById: string | null;
}

/**
 * A report that the person may change: their own, one that they shared, and with `reports:tidy` any that is shared. Throws
 * `not_found` for another person's, `forbidden` for a colleague's that is shared.
 */
export async function changeable(
  database: Pick<Database, "savedReport">,
  person: Person,
  id: string,
): Promise<Found> {
  const report = await database.savedReport.findFirst({
    where: { id, OR: [{ ownerId: person.id }, { ownerId: null }] },
    select: { name: true, ownerId: true, createdById: true },
  });
  if (report === null) throw new AppError("not_found", "There is no such report, or it was removed already.");
  const own = report.ownerId === person.id || report.createdById === person.id;
  if (!own && !canAsStaff(person, "reports:tidy"))
    throw new AppError("forbidden", "Whoever shared a report changes it, or an administrator.");
  return report;
}
