import { cpus, totalmem } from "node:os";
import { SetupError } from "../lib/setup-error.ts";
import type { Bench } from "./types.ts";

const BENCHES: Record<string, () => Promise<{ default: Bench }>> = {
  ingest: () => import("./ingest.ts"),
  index: () => import("./index-queries.ts"),
  health: () => import("./health.ts"),
  export: () => import("./export.ts"),
  screens: () => import("./screens.ts"),
  unusual: () => import("./unusual.ts"),
  alerts: () => import("./alerts.ts"),
  archive: () => import("./archive.ts"),
  warehouse: () => import("./warehouse.ts"),
  usage: () => import("./usage.ts"),
};

const HELP = `npm run bench [-- NAME] [--json]   names: ${Object.keys(BENCHES).join(", ")}`;

async function main(args: string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const json = args.includes("--json");
  const [name, ...rest] = args.filter((arg) => arg !== "--json");
  const chosen = name === undefined ? Object.keys(BENCHES) : [name];
  for (const each of chosen) {
    const load = BENCHES[each];
    if (load === undefined) {
      console.error(`There is no bench "${each}". ${HELP}`);
      return 2;
    }
    const bench = (await load()).default;
    const rows = await bench.run(rest);
    const tables = Object.values(Object.groupBy(rows, (row) => Object.keys(row).join()));
    if (json) console.log(JSON.stringify({ bench: bench.name, rows }));
    else {
      const machine = `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`;
      console.log(`${bench.name}: ${bench.describe} (${machine})`);
      for (const table of tables) console.table(table);
    }
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  return 1;
});
