import { readArguments, UsageError } from "../command.ts";

export const HELP = `Checks an installation: is every event indexed or dead-lettered, once, whatever happens to the worker?

  npm run ledger -- --events N [--kills K]

  --events   how many events to produce, 100 to 10000000
  --kills    how often to kill the worker with -9 in the middle of it (0 to 100, default 0)
  --help     this text

Reads the configuration like every command, produces the events under a Channel of its own, which is not registered,
indexes them with a worker process of its own (others that run take part), and looks each of them up again. One in a
hundred is made unreadable and has to be found among the dead letters, one in five is sent twice and has to be found
once. Exits with 1 unless all are accounted for. The events leave the index with retention.
`;

export interface LedgerArguments {
  events: number;
  kills: number;
}

function whole(name: string, value: string | undefined, min: number, max: number): number {
  const parsed = value === undefined || !/^\d+$/.test(value) ? Number.NaN : Number(value);
  if (parsed >= min && parsed <= max) return parsed;
  throw new UsageError(
    `--${name} must be a whole number from ${min} to ${max}${value === undefined ? "" : `, not "${value}"`}.`,
  );
}

/** null asks for the help text. Throws `UsageError`. */
export function parseLedgerArguments(args: string[]): LedgerArguments | null {
  const { values } = readArguments({
    args,
    options: {
      events: { type: "string" },
      kills: { type: "string", default: "0" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return null;
  return {
    events: whole("events", values.events, 100, 10_000_000),
    kills: whole("kills", values.kills, 0, 100),
  };
}
