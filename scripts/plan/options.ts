import { BYTES_PER_EVENT } from "#lib/pipeline/plan.ts";
import { readArguments, UsageError } from "../command.ts";
import { parseCount, parseSize, parseWhole } from "./quantity.ts";

export const HELP = `Plans the event index on Elasticsearch: an index per hour or per day, shards, replicas, nodes, disk and heap.

  npm run plan -- --events-per-day N [options]

  --events-per-day N     1000000, 1e9, 500M, 2B
  --bytes-per-event B    on disk, one copy; default: measured over the closed hours of the cluster that
                         ELASTICSEARCH_URL names, else ${BYTES_PER_EVENT} (measured with the demo's events)
  --peak-factor F        the busiest second against the average one; default: 3
  --retention-days D     default: RETENTION_DAYS
  --nodes K              data nodes that there are; default: as many as it takes, with --apply those of the cluster
  --replicas R           default: 1 where there are nodes for it
  --disk-per-node SIZE   500GB, 2TB (default)
  --json                 for machines
  --apply                lays the cluster's index out so: new hours follow, existing ones stay as they are
  --help                 this text
`;

export interface CommandLine {
  eventsPerDay: number;
  bytesPerEvent: number | null;
  peakFactor: number;
  retentionDays: number | null;
  nodes: number | null;
  replicas: number | null;
  diskPerNodeBytes: number;
  json: boolean;
  apply: boolean;
}

/** null asks for the help text. Throws `UsageError`. */
export function parseCommandLine(args: string[]): CommandLine | null {
  const { values } = readArguments({
    args,
    options: {
      "events-per-day": { type: "string" },
      "bytes-per-event": { type: "string" },
      "peak-factor": { type: "string", default: "3" },
      "retention-days": { type: "string" },
      nodes: { type: "string" },
      replicas: { type: "string" },
      "disk-per-node": { type: "string", default: "2TB" },
      json: { type: "boolean", default: false },
      apply: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return null;
  const events = values["events-per-day"];
  if (events === undefined) {
    throw new UsageError("Say how many events a day to plan for: npm run plan -- --events-per-day 1000000");
  }
  const bytes = values["bytes-per-event"];
  const days = values["retention-days"];
  const { nodes, replicas } = values;
  return {
    eventsPerDay: parseCount("events-per-day", events),
    bytesPerEvent: bytes === undefined ? null : parseSize("bytes-per-event", bytes),
    peakFactor: parsePeak(values["peak-factor"]),
    retentionDays: days === undefined ? null : parseWhole("retention-days", days, [1, 3_650]),
    nodes: nodes === undefined ? null : parseWhole("nodes", nodes, [1, 10_000]),
    replicas: replicas === undefined ? null : parseWhole("replicas", replicas, [0, 10]),
    diskPerNodeBytes: parseSize("disk-per-node", values["disk-per-node"]),
    json: values.json,
    apply: values.apply,
  };
}

function parsePeak(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 1 && value <= 100) return value;
  throw new UsageError(`--peak-factor must be a number from 1 to 100, not "${text}".`);
}
