import { join } from "node:path";
import { fingerprint, whenStale } from "./fingerprint.ts";
import { runTool } from "./run-tool.ts";

const SOURCES = ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"];

/**
 * Generates the Prisma client unless it is up to date; says whether it did. Prisma's command line looks for a schema
 * engine that generating never runs, and would download it. Whatever executable is named passes for it.
 */
export async function generateClient(root: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  return whenStale(join(root, "prisma", "client", "sources.sha256"), await fingerprint(root, SOURCES), () =>
    runTool("Generating the Prisma client", [join(root, "node_modules/prisma/build/index.js"), "generate"], {
      ...environment,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "true",
      CHECKPOINT_DISABLE: "1",
    }),
  );
}
