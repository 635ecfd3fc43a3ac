import type { Database } from "../database/client.ts";

/** Whether anybody but people of the demo could sign in; false on a new installation. */
export async function anybodyThere(database: Pick<Database, "person">): Promise<boolean> {
  const found = await database.person.findFirst({
    where: { demo: false, disabledAt: null },
    select: { id: true },
  });
  return found !== null;
}
