import type { Bench } from "./types.ts";

type Load = () => Promise<{ default: Bench }>;

/** Each loads what it measures, so none is loaded that is not asked for. */
export const BENCHES = new Map<string, Load>([
  ["ingest", () => import("./ingest.ts")],
  ["index", () => import("./index-queries.ts")],
  ["health", () => import("./health.ts")],
  ["export", () => import("./export.ts")],
  ["screens", () => import("./screens.ts")],
  ["unusual", () => import("./unusual.ts")],
  ["alerts", () => import("./alerts.ts")],
  ["archive", () => import("./archive.ts")],
  ["warehouse", () => import("./warehouse.ts")],
  ["usage", () => import("./usage.ts")],
]);

/** How the command is used, a line for each bench. */
export async function usage(): Promise<string> {
  const lines = [...BENCHES].map(
    async ([name, load]) => `  ${name.padEnd(11)}${(await load()).default.describe}`,
  );
  return ["npm run bench -- NAME [arguments] [--json]", "", ...(await Promise.all(lines))].join("\n");
}
