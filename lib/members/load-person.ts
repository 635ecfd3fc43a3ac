import type { MemberRole, Person, StaffRole } from "../channels/access.ts";
import type { Database } from "../database/client.ts";

const STAFF_ROLES: readonly string[] = ["support", "analyst", "admin"] satisfies StaffRole[];

/** A person as the access module knows them, and the version that a session must carry to count. */
export interface LoadedPerson {
  person: Person;
  sessionVersion: number;
  /** Made by the demo, with a password that everybody may know: nobody at all while DEMO=off. */
  demo: boolean;
}

/** Null when there is no such person, or they are disabled. */
export async function loadPerson(
  database: Pick<Database, "person">,
  where: { id: string } | { email: string } | { oidcSubject: string },
): Promise<LoadedPerson | null> {
  const row = await database.person.findUnique({
    where,
    include: { memberships: { orderBy: { channelSlug: "asc" } } },
  });
  if (row === null || row.disabledAt !== null) return null;
  const person: Person = {
    type: "person",
    id: row.id,
    email: row.email,
    name: row.name,
    staff: isStaffRole(row.staffRole) ? row.staffRole : null,
    memberships: row.memberships.map((membership) => ({
      channel: membership.channelSlug,
      role: toMemberRole(membership.role),
    })),
  };
  return { person, sessionVersion: row.sessionVersion, demo: row.demo };
}

function isStaffRole(role: string | null): role is StaffRole {
  return role !== null && STAFF_ROLES.includes(role);
}

/** The lesser right for anything but the one greater. */
export function toMemberRole(role: string): MemberRole {
  return role === "owner" ? "owner" : "member";
}
