import { readFileSync } from "node:fs";

interface Mail {
  to: string[];
  subject: string;
  text: string;
}

/** What the mail server of this run has taken, oldest first. */
export function mails(): Mail[] {
  const file = process.env.E2E_MAILS;
  if (file === undefined)
    throw new Error("E2E_MAILS names no file: run the journeys by `npm test -- browser`.");
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Mail);
}

/** The first link of a mail whose path begins like this. */
export function linkIn(mail: Mail | undefined, path: string): string {
  const links = mail?.text.match(/https?:\/\/\S+/g) ?? [];
  return links.find((link) => new URL(link).pathname.startsWith(path)) ?? "";
}
