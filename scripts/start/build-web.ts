import { join } from "node:path";
import { fingerprint, whenStale } from "./fingerprint.ts";
import { runTool } from "./run-tool.ts";

const SOURCES = [
  "app",
  "components",
  "lib",
  "demo",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "prisma/schema.prisma",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Builds the web app unless `.next` was built from these sources; says whether it did. Needs the Prisma client. */
export async function buildWeb(
  root: string,
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<boolean> {
  return whenStale(join(root, ".next", "sources.sha256"), await fingerprint(root, SOURCES), () =>
    runTool(
      "Building the web app",
      [join(root, "node_modules/next/dist/bin/next"), "build"],
      { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      signal,
    ),
  );
}
