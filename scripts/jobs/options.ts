import { type Day, daysBetween } from "#etl/day.ts";
import { dayOf } from "#lib/day.ts";
import { readArguments, UsageError } from "../command.ts";

export const HELP = `Turns the archive into tables of the warehouse, one job and day at a time.

  npm run jobs -- list                     the jobs, in their order, and what they wait for
  npm run jobs -- run NAME                 the job, for every day whose inputs changed since it ran last
  npm run jobs -- run NAME --for DATE      for that day (UTC), whether they changed or not
  npm run jobs -- run NAME --from DATE --to DATE
                                           for each of these days that is not up to date, in order
  npm run jobs -- run --all …              all jobs, in their order
  npm run jobs -- run compact …            merges small files of the archive: of a day or a range; of yesterday
  npm run jobs -- status                   the latest runs
  npm run jobs -- new NAME                 a job and its table from a template, to be edited

  DATE      such as 2026-03-02
  --help    this text

A run that was stopped is begun again; what was loaded before stays. Exits with 1 when a run fails.
`;

/** Years of marts are back-filled in parts. */
const MOST_DAYS = 800;

export type JobsArguments =
  | { command: "list" | "status" }
  | { command: "new"; name: string }
  | {
      command: "run";
      /** null: all. */
      name: string | null;
      /** null: those that changed. */
      days: Day[] | null;
      /** One day was named: it is run even if nothing changed. */
      forced: boolean;
    };

function date(option: string, text: string): Day {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant) || dayOf(instant) !== text)
    throw new UsageError(`--${option} must be a date such as 2026-03-02, not "${text}".`);
  return text;
}

interface Range {
  for?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

function daysOf(range: Range, today: Day): Day[] | null {
  const { from, to } = range;
  if (range.for !== undefined) {
    if (from !== undefined || to !== undefined) throw new UsageError("Give --for, or --from and --to.");
    return limited([date("for", range.for)], today);
  }
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined) throw new UsageError("Give both --from and --to.");
  if (date("from", from) > date("to", to)) throw new UsageError("--from must not be after --to.");
  return limited(daysBetween(from, to), today);
}

function limited(days: Day[], today: Day): Day[] {
  if (days.length > MOST_DAYS) throw new UsageError(`At most ${MOST_DAYS} days at once.`);
  const last = days.at(-1) ?? today;
  if (last > today) throw new UsageError(`${last} has not begun (UTC).`);
  return days;
}

function nothingElse(given: Range & { all?: boolean | undefined }, rest: string[], command: string): void {
  const option = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (option !== undefined) throw new UsageError(`--${option} belongs to run, not to ${command}.`);
  if (rest.length > 0)
    throw new UsageError(`${command} takes no more than that: "${rest.join(" ")}" is too much.`);
}

/** null asks for the help text. Throws `UsageError`. */
export function parseJobsArguments(args: string[], now: number): JobsArguments | null {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      for: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
      all: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const { help, ...given } = values;
  const [command, name, ...rest] = positionals;
  if (help === true) return null;
  if (command === "list" || command === "status") {
    nothingElse(given, positionals.slice(1), command);
    return { command };
  }
  if (command === "new") {
    nothingElse(given, rest, command);
    if (name === undefined || !/^[a-z][a-z0-9_]{2,62}$/.test(name))
      throw new UsageError(
        "Give the new job a name of lower-case letters, digits and _, such as recipes_daily.",
      );
    return { command, name };
  }
  if (command !== "run")
    throw new UsageError(
      command === undefined
        ? "Give list, run, status or new; --help says more."
        : `There is no "${command}": list, run, status or new.`,
    );
  if (rest.length > 0) throw new UsageError(`One job at a time, or --all: "${rest.join(" ")}" is too much.`);
  if ((name === undefined) === (given.all !== true)) throw new UsageError("Give run a job's name, or --all.");
  return { command, name: name ?? null, days: daysOf(given, dayOf(now)), forced: given.for !== undefined };
}
