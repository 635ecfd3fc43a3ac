import { cpus, totalmem } from "node:os";
import { SetupError } from "../lib/setup-error.ts";
import { BENCHES, usage } from "./benches.ts";

async function main(args: string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(await usage());
    return 0;
  }
  const json = args.includes("--json");
  const [name, ...rest] = args.filter((arg) => arg !== "--json");
  const load = BENCHES.get(name ?? "");
  if (load === undefined) {
    const problem = name === undefined ? "Say which bench to run." : `There is no bench "${name}".`;
    console.error(`${problem}\n\n${await usage()}`);
    return 2;
  }
  const bench = (await load()).default;
  const rows = await bench.run(rest);
  if (json) {
    console.log(JSON.stringify({ bench: bench.name, rows }));
    return 0;
  }
  const machine = `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`;
  console.log(`${bench.name}: ${bench.describe} (${machine})`);
  for (const table of Object.values(Object.groupBy(rows, (row) => Object.keys(row).join())))
    console.table(table);
  return 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  return 1;
});
