/** A platform's user, and what stands for them once they are forgotten. */
export interface Identity {
  id: string;
  email: string | null;
  name: string | null;
  pseudonym: string;
}

/** A shorter id may be any number of a text: it is looked for where a search says that it is a user's. */
const TELLING_LENGTH = 6;

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const whole = (text: string) => `(?<![\\p{L}\\p{N}_])${escaped(text)}(?![\\p{L}\\p{N}_])`;
const asUser = (id: string) => `(?<=\\buser:"?)${escaped(id)}(?![\\p{L}\\p{N}_])`;

/** What names them: a name of one word is many people's. */
export function namesOf({ id, email, name }: Identity): string[] {
  return [email, name !== null && /\S\s+\S/.test(name.trim()) ? name.trim() : null, id].filter(
    (text) => text !== null && text !== "",
  ) as string[];
}

/** The text with the pseudonym wherever it named the user; whatever it was searched for by, it still is. */
export function withoutIdentity(text: string, user: Identity): string {
  const found = namesOf(user).map((name) =>
    name === user.id && name.length < TELLING_LENGTH ? asUser(name) : whole(name),
  );
  return text.replaceAll(new RegExp(found.join("|"), "giu"), user.pseudonym);
}
