import { DAY_MS, type Day } from "#etl/day.ts";
import { dayOf } from "#lib/day.ts";
import { readArguments, UsageError } from "../command.ts";

export const HELP = `Compares stream, index, archive and warehouse: counts and checksums of every hour.

  npm run verify                  today and yesterday (UTC)
  npm run verify -- --for DATE    that day, such as 2026-03-02

  --help    this text

Prints a line per step, then one per disagreement; exits with 1 when there is any. What a store does not keep any more,
or does not have yet, is not compared, and the line says why.
`;

/** Days, newest first; null asks for the help text. Throws `UsageError`. */
export function parseVerifyArguments(args: string[], now: number): Day[] | null {
  const { values } = readArguments({
    args,
    options: { for: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true) return null;
  const { for: text } = values;
  if (text === undefined) return [dayOf(now), dayOf(now - DAY_MS)];
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant) || dayOf(instant) !== text)
    throw new UsageError(`--for must be a date such as 2026-03-02, not "${text}".`);
  if (text > dayOf(now)) throw new UsageError(`${text} has not begun (UTC).`);
  return [text];
}
