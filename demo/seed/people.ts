import type { StaffRole } from "#lib/channels/access.ts";
import { hashPassword } from "#lib/members/password-hash.ts";
import { DEMO_SIGN_INS, type DemoSignIn } from "../people.ts";
import type { Writer } from "./writer.ts";

function staffRoleOf({ role }: DemoSignIn): StaffRole | null {
  return role === "member" || role === "owner" ? null : role;
}

export async function seedPeople(writer: Writer): Promise<void> {
  // One by one: a password's hash takes 32 MB while it is reckoned.
  for (const person of DEMO_SIGN_INS) await seedPerson(writer, person);
}

async function seedPerson(writer: Writer, person: DemoSignIn): Promise<void> {
  const { email, name, role, channels } = person;
  const { id } = await writer.person.upsert({
    where: { email },
    create: {
      email,
      name,
      staffRole: staffRoleOf(person),
      passwordHash: await hashPassword(person.password),
      demo: true,
    },
    update: {},
  });
  await writer.membership.createMany({
    data: channels.map((channelSlug) => ({ personId: id, channelSlug, role })),
    skipDuplicates: true,
  });
}
