import { readArguments, UsageError } from "../command.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { Scenario } from "./types.ts";

const LONGEST = Math.max(...SCENARIOS.map(({ name }) => name.length));

export const HELP = `Does harm to the stores and workers for minutes, and holds the outcome against what is promised.

  npm run soak [-- NAME…] [--embedded] [--json]

${SCENARIOS.map(({ name, describe }) => `  ${name.padEnd(LONGEST)}  ${describe}`).join("\n")}

  --embedded   on the embedded stores, what can be done to them; else on a Kafka and an Elasticsearch of its own
  --json       one JSON object per scenario instead of a line
  --help       this text

All of them by default, each for itself. Events flow all the while, one in five twice, one in a hundred unreadable.
Promised: every event is in the index or among the dead letters, once; fewer than 1,000 are behind within a minute after
the fault; a worker's memory stays within 200 MiB of idle. Exits with 1 when something did not hold.
`;

export interface SoakArguments {
  scenarios: readonly Scenario[];
  embedded: boolean;
  json: boolean;
}

/** null asks for the help text. Throws `UsageError`. */
export function parseSoakArguments(args: string[]): SoakArguments | null {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { embedded: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help === true) return null;
  const embedded = values.embedded === true;
  const scenarios = positionals.map((name) => {
    const scenario = SCENARIOS.find((candidate) => candidate.name === name);
    if (scenario === undefined) {
      throw new UsageError(
        `There is no scenario "${name}"; they are ${SCENARIOS.map((each) => each.name).join(", ")}.`,
      );
    }
    if (embedded && scenario.needs !== undefined) {
      throw new UsageError(`"${name}" cannot be done to the embedded stores.`);
    }
    return scenario;
  });
  const all = SCENARIOS.filter(({ needs }) => !embedded || needs === undefined);
  return { scenarios: scenarios.length > 0 ? scenarios : all, embedded, json: values.json === true };
}
