import { appendFile } from "node:fs/promises";
import { consumeBatches } from "../../consume-batches.ts";
import type { Role } from "../../role.ts";

/** Copied to `workers/roles/`, this is a consumer: a line of JSON per batch with its events per Channel. */
const role: Role = {
  name: "count",
  describe: "appends events per Channel to a file",
  kind: "batch",
  tasks: (deps) => [
    consumeBatches(deps, {
      topic: "api-requests",
      group: "count",
      limits: { maxRecords: 10_000, maxBytes: 8_000_000, waitMs: 1_000 },
      async handle(records) {
        const counts: Record<string, number> = {};
        for (const { key } of records) counts[key ?? ""] = (counts[key ?? ""] ?? 0) + 1;
        await appendFile(process.env.COUNTS_FILE ?? "counts.ndjson", `${JSON.stringify(counts)}\n`);
      },
    }),
  ],
};

export default role;
