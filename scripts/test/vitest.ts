import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bin, OUTPUT, runCommand } from "./command.ts";
import type { Engines } from "./engines.ts";
import { type Counts, countVitest, skippedSuites } from "./report.ts";

/** Runs one vitest project and counts its tests; `engines` switches on the suites that need the real stores. */
export async function vitest(
  project: "unit" | "database" | "faults",
  engines: Engines | null = null,
): Promise<Counts> {
  const report = join(OUTPUT, `${project}.json`);
  rmSync(report, { force: true });
  const result = await runCommand(
    bin("vitest"),
    ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    {
      log: project,
      env: {
        KAFKA_TEST_BROKERS: engines?.kafkaBrokers ?? undefined,
        ELASTICSEARCH_TEST_URL: engines?.elasticsearchUrl ?? undefined,
        S3_TEST_URL: engines?.s3Url ?? undefined,
      },
    },
  );
  if (result.code !== 0) process.stdout.write(result.output);
  try {
    const found = JSON.parse(readFileSync(report, "utf8"));
    for (const suite of skippedSuites(found)) console.log(`SKIP  ${suite}`);
    const counts = countVitest(found);
    const silentFailure = result.code !== 0 && counts.failed === 0;
    return silentFailure ? { ...counts, failed: 1 } : counts;
  } catch {
    process.stdout.write(`vitest left no report; see .test/${project}.log\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
