import type { Prisma } from "#prisma/client/client.ts";
import { type Identity, namesOf, withoutIdentity } from "./identity-in-text.ts";

type Transaction = Prisma.TransactionClient;

/** Texts that may name them: SQL finds them, words are looked at closely. */
const mentionsOf = (user: Identity) =>
  namesOf(user).map((contains) => ({ contains, mode: "insensitive" as const }));

/** A name that must be another one's no longer: views and reports are told apart by it. */
function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let count = 2; taken.includes(free); count += 1) free = `${name} ${count}`;
  return free;
}

async function eraseInViews(tx: Transaction, user: Identity): Promise<void> {
  const saysIt = mentionsOf(user).flatMap((mention) => [{ query: mention }, { name: mention }]);
  for (const { id, name, query, channelSlug, ownerId } of await tx.savedView.findMany({
    where: { OR: saysIt },
  })) {
    const erased = { name: withoutIdentity(name, user), query: withoutIdentity(query, user) };
    const beside = { channelSlug, ownerId, id: { not: id } };
    const others = await tx.savedView.findMany({ where: beside, select: { name: true } });
    const taken = others.map((other) => other.name);
    await tx.savedView.update({ where: { id }, data: { ...erased, name: freeName(erased.name, taken) } });
  }
}

async function eraseInReports(tx: Transaction, user: Identity): Promise<void> {
  const saysIt = mentionsOf(user).flatMap((mention) => [{ sql: mention }, { name: mention }]);
  for (const report of await tx.savedReport.findMany({ where: { OR: saysIt } })) {
    const { id, ownerId, question } = report;
    const erased = { name: withoutIdentity(report.name, user), sql: withoutIdentity(report.sql, user) };
    const others = await tx.savedReport.findMany({
      where: { ownerId, id: { not: id } },
      select: { name: true },
    });
    const name = freeName(
      erased.name,
      others.map((other) => other.name),
    );
    const asked =
      question === null ? {} : { question: JSON.parse(withoutIdentity(JSON.stringify(question), user)) };
    await tx.savedReport.update({ where: { id }, data: { ...erased, name, ...asked } });
  }
}

async function eraseInNotes(tx: Transaction, user: Identity): Promise<void> {
  const said = mentionsOf(user);
  for (const { id, text } of await tx.incidentNote.findMany({
    where: { OR: said.map((text) => ({ text })) },
  }))
    await tx.incidentNote.update({ where: { id }, data: { text: withoutIdentity(text, user) } });
  for (const { id, note } of await tx.plannedDowntime.findMany({
    where: { OR: said.map((note) => ({ note })) },
  }))
    await tx.plannedDowntime.update({ where: { id }, data: { note: withoutIdentity(note, user) } });
}

/** Puts the pseudonym in the place of a user's id, address and name in saved views, reports and notes. */
export async function eraseIdentity(tx: Transaction, user: Identity): Promise<void> {
  await eraseInViews(tx, user);
  await eraseInReports(tx, user);
  await eraseInNotes(tx, user);
}
