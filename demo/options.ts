import { parseArgs } from "node:util";
import { HISTORY_DAYS } from "./history/span.ts";

export const HELP = `Runs Channelscope's demo until Ctrl-C: partner APIs on loopback, Recipes that really call them, and a history.

  --history-days   days of generated history before the first start, 0 to ${HISTORY_DAYS}; ${HISTORY_DAYS} by default
  --prepare        registers the demo and tells its history, then ends
  --help           this text

The demo panel (/support/demo) injects faults and sets the rate. DEMO=off in the environment refuses.
`;

/** One clear line for whoever typed the command. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export interface DemoOptions {
  historyDays: number;
  prepareOnly: boolean;
}

/** Parses the command line; null asks for the help text. Throws `UsageError`. */
export function parseOptions(args: string[]): DemoOptions | null {
  let values: { "history-days"?: string; prepare?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        "history-days": { type: "string" },
        prepare: { type: "boolean" },
        help: { type: "boolean" },
      },
      allowPositionals: false,
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return null;
  const historyDays = Number(values["history-days"] ?? HISTORY_DAYS);
  if (!(historyDays >= 0 && historyDays <= HISTORY_DAYS))
    throw new UsageError(`--history-days must be a number from 0 to ${HISTORY_DAYS}.`);
  return { historyDays, prepareOnly: values.prepare === true };
}
