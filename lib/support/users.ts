import type { Database } from "../database/client.ts";
import type { UserView } from "./views.ts";

type Users = Pick<Database, "platformUser">;

const toView = (row: {
  pseudonym: string;
  id: string;
  name: string | null;
  email: string | null;
  createdAt: Date;
}): UserView => ({
  pseudonym: row.pseudonym,
  id: row.id,
  name: row.name,
  email: row.email,
  createdAt: row.createdAt.getTime(),
});

/** Users with this platform id, pseudonym or e-mail address, whatever its case. */
export async function findUsers({ platformUser }: Users, text: string): Promise<UserView[]> {
  const rows = await platformUser.findMany({
    where: {
      OR: [{ id: text }, { pseudonym: text }, ...(text.includes("@") ? [emailIs(text)] : [])],
    },
    take: 20,
  });
  const wanted = text.toLowerCase();
  // `insensitive` compares by ILIKE, to which `_` is any character.
  return rows
    .map(toView)
    .filter(
      ({ id, pseudonym, email }) => id === text || pseudonym === text || email?.toLowerCase() === wanted,
    );
}

const emailIs = (text: string) => ({ email: { equals: text, mode: "insensitive" as const } });

/** The user of this pseudonym; one who is only in events has nothing but that. */
export async function userOf({ platformUser }: Users, pseudonym: string): Promise<UserView> {
  const row = await platformUser.findUnique({ where: { pseudonym } });
  return row === null ? { pseudonym, id: null, name: null, email: null, createdAt: null } : toView(row);
}
