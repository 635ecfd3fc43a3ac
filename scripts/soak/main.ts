import { stopOnSignals } from "#lib/testing/children.ts";
import { runCommand } from "../command.ts";
import { HELP, parseSoakArguments, type SoakArguments } from "./options.ts";
import type { Scenario, Verdict, World } from "./types.ts";
import { type Kind, openWorld } from "./world.ts";

const NAME_WIDTH = 22;

function line({ name }: Scenario, { figures, problems }: Verdict, seconds: number): string {
  const shown = Object.entries({ seconds, ...figures }).map(([figure, value]) => `${figure} ${value}`);
  const verdict = problems.length === 0 ? "held  " : "BROKEN";
  return `${verdict} ${name.padEnd(NAME_WIDTH)} ${[...shown, ...problems.map((each) => `! ${each}`)].join(", ")}`;
}

async function verdictOf(scenario: Scenario, world: World): Promise<Verdict> {
  try {
    return await scenario.run(world, "full");
  } catch (error) {
    return { figures: {}, problems: [error instanceof Error ? error.message : String(error)] };
  }
}

const opened = new AsyncDisposableStack();
const stopping = stopOnSignals(() => opened.disposeAsync());

/** Runs these on stores of one kind; answers how many did not hold. */
async function soak(kind: Kind, scenarios: readonly Scenario[], json: boolean): Promise<number> {
  if (scenarios.length === 0) return 0;
  let broken = 0;
  const world = await openWorld(kind);
  opened.defer(() => world.close());
  try {
    for (const scenario of scenarios) {
      const started = performance.now();
      const verdict = await verdictOf(scenario, world);
      // Its stores went away under it.
      if (stopping.aborted) break;
      const seconds = Math.round((performance.now() - started) / 1_000);
      if (verdict.problems.length > 0) broken += 1;
      const { name } = scenario;
      const text = json
        ? JSON.stringify({ scenario: name, held: verdict.problems.length === 0, seconds, ...verdict })
        : line(scenario, verdict, seconds);
      process.stdout.write(`${text}\n`);
    }
  } finally {
    await world.close();
  }
  return broken;
}

async function main({ scenarios, embedded, json }: SoakArguments): Promise<void> {
  const onCluster = scenarios.filter(({ needs }) => needs === "cluster");
  const others = scenarios.filter(({ needs }) => needs !== "cluster");
  const broken =
    (await soak(embedded ? "embedded" : "engines", others, json)) + (await soak("cluster", onCluster, json));
  if (broken > 0) process.exitCode = 1;
}

await runCommand(async () => {
  const given = parseSoakArguments(process.argv.slice(2));
  if (given === null) process.stdout.write(HELP);
  else await main(given);
});
