import { recommendFirst } from "#lib/alerts/recipes/recommend.ts";
import type { StaffRole } from "#lib/channels/access.ts";
import { loadPerson } from "#lib/members/load-person.ts";
import { hashPassword } from "#lib/members/password-hash.ts";
import { DEMO_SIGN_INS, type DemoSignIn } from "../people.ts";
import type { Writer } from "./writer.ts";

function staffRoleOf({ role }: DemoSignIn): StaffRole | null {
  return role === "member" || role === "owner" ? null : role;
}

type AlertDeps = Parameters<typeof recommendFirst>[1];

/** The demo's people; each Channel's first owner comes with its first alert Recipe, as elsewhere. */
export async function seedPeople(writer: Writer, deps: AlertDeps): Promise<void> {
  // One by one: a password's hash takes 32 MB while it is reckoned.
  for (const person of DEMO_SIGN_INS) {
    await seedPerson(writer, person);
    const loaded = await loadPerson(writer, { email: person.email });
    if (loaded === null || person.role !== "owner") continue;
    for (const channel of person.channels) await recommendFirst(writer, deps, channel, loaded.person);
  }
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
      mailboxProvenAt: new Date(),
    },
    update: {},
  });
  await writer.membership.createMany({
    data: channels.map((channelSlug) => ({ personId: id, channelSlug, role })),
    skipDuplicates: true,
  });
}
