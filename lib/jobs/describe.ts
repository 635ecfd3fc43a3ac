import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";

export interface JobDescription {
  name: string;
  describe: string;
  schedule: string;
  dependsOn: readonly string[];
  topics: readonly string[];
  table: string;
  /** Of its table. */
  columns: readonly { name: string; type: string; describe: string | null }[];
  version: string;
}

/** Writes down which jobs there are, in their order, in place of those before. */
export async function describeJobs(
  { database, clock }: { database: Database; clock: Clock },
  jobs: readonly JobDescription[],
): Promise<void> {
  const describedAt = new Date(clock.now());
  await database.$transaction([
    // Workers that begin at once write one after the other.
    database.$executeRaw`lock table job_descriptions in share row exclusive mode`,
    database.jobDescription.deleteMany(),
    database.jobDescription.createMany({
      data: jobs.map(({ name, dependsOn, topics, table, columns, ...job }, position) => ({
        job: name,
        describe: job.describe,
        schedule: job.schedule,
        version: job.version,
        dependsOn: [...dependsOn],
        topics: [...topics],
        tableName: table,
        columns: columns.map((column) => ({ ...column })),
        position,
        describedAt,
      })),
    }),
  ]);
}
