import { stopOnSignals } from "#lib/testing/children.ts";
import { generateClient } from "../start/generate-client.ts";
import { journeys, journeysOnEngines } from "./browser.ts";
import { imports, lint, prepareOutput, types, unused } from "./checks.ts";
import { findChromium } from "./chromium.ts";
import { ROOT } from "./command.ts";
import { type Engines, startEngines } from "./engines.ts";
import { add, type Counts, closingLine, NONE, strict } from "./report.ts";
import { vitest } from "./vitest.ts";

const HELP = `npm test [-- PART…]   everything, or some of:
  lint      formatting and lint            types     TypeScript, strict
  imports   which way imports point        unused    code that nobody uses
  unit      pure functions                 database  store contracts, workers, reads
  faults    the short fault runs: kills, outages, poison, a cluster that loses a member of each
  browser   journeys in Chromium on the embedded stores, and the first steps of a newcomer
  engines   the journeys that ask the event stores, on the real ones
  --embedded   without the real engines (Kafka, Elasticsearch, S3)`;

const PARTS = [
  "lint",
  "types",
  "imports",
  "unused",
  "unit",
  "database",
  "faults",
  "browser",
  "engines",
] as const;
type Part = (typeof PARTS)[number];
const NEEDS_ENGINES: ReadonlySet<Part> = new Set<Part>(["database", "faults", "engines"]);

const CI = process.env.CI === "true";

/** What cannot be had is one visible line. */
function skipped(line: string): Counts {
  console.log(`SKIP  ${line}`);
  return { passed: 0, failed: 0, skipped: 1 };
}

async function inBrowser(run: (chromium: string) => Promise<Counts>): Promise<Counts> {
  const chromium = findChromium();
  if (chromium === null)
    return skipped(
      "Browser tests: no Chromium found. Install chromium, or run `npx playwright install chromium`.",
    );
  return await run(chromium);
}

async function runPart(part: Part, engines: Engines | null): Promise<Counts> {
  switch (part) {
    case "lint":
      return await lint();
    case "types":
      return await types();
    case "imports":
      return await imports();
    case "unused":
      return await unused();
    case "unit":
      return await vitest("unit");
    case "database":
      return await vitest("database", engines);
    case "faults":
      return await vitest("faults", engines);
    case "browser":
      return await inBrowser(journeys);
    case "engines":
      return await inBrowser((chromium) => journeysOnEngines(chromium, engines));
  }
}

async function main(args: string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const embeddedOnly = args.includes("--embedded");
  const named = args.filter((arg) => arg !== "--embedded");
  const unknown = named.find((arg) => !PARTS.some((part) => part === arg));
  if (unknown !== undefined) {
    console.error(`Unknown part "${unknown}". Parts: ${PARTS.join(", ")}, --embedded.`);
    return 2;
  }
  const parts = PARTS.filter((part) => named.length === 0 || named.includes(part));
  const stopping = stopOnSignals();
  prepareOutput();
  await generateClient(ROOT, process.env);
  let counts = NONE;
  let engines: Engines | null = null;
  const withEngines = !embeddedOnly && parts.some((part) => NEEDS_ENGINES.has(part));
  try {
    for (const part of parts) {
      if (engines === null && withEngines && NEEDS_ENGINES.has(part)) {
        engines = await startEngines();
        for (const line of engines.missing) counts = add(counts, skipped(line));
      }
      const started = Date.now();
      const result = await runPart(part, engines);
      if (stopping.aborted) return 1;
      const seconds = ((Date.now() - started) / 1_000).toFixed(0);
      console.log(
        `${result.failed === 0 ? "ok  " : "FAIL"}  ${part.padEnd(9)} ${closingLine(result)}  (${seconds} s)`,
      );
      counts = add(counts, result);
    }
  } finally {
    await engines?.stop();
  }
  const final = CI ? strict(counts) : counts;
  console.log(closingLine(final));
  return final.failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
