import type { Installation } from "../lib/installation.ts";
import { openEventIndex, openEventStream } from "../lib/stores/open.ts";
import { startWorker } from "../workers/testing/worker-process.ts";
import { fullLoad } from "./ingest/full-load.ts";
import { withInstallation } from "./ingest/installed.ts";
import { steady } from "./ingest/steady.ts";
import { race, refuseUsedCluster } from "./race/race.ts";
import type { Bench } from "./types.ts";

const EVENTS = 600_000;
const EMBEDDED_STEADY = 1_000;
const ENGINES_STEADY = 5_000;

async function fullThenSteady(
  installation: Installation,
  engines: Record<string, string>,
  { events, perSecond }: { events: number; perSecond: number },
) {
  const stream = await openEventStream(installation);
  const index = await openEventIndex(installation);
  const worker = await startWorker({
    ...engines,
    DATA_DIR: installation.config.DATA_DIR,
    DATABASE_URL: installation.databaseUrl,
  });
  try {
    const parts = { stream, index, worker };
    const load = events === 0 ? {} : await fullLoad(parts, events);
    return { ...load, ...(await steady(parts, events, perSecond)) };
  } finally {
    await worker.stop();
    await index.close();
    await stream.close();
  }
}

const bench: Bench = {
  name: "ingest",
  describe:
    "events through the embedded stream, the worker process and the index (events: first argument; 0: none); where KAFKA_BROKERS and ELASTICSEARCH_URL are set, the race of Elasticsearch alone, rsyslog and the worker (rounds: second argument)",
  async run(args) {
    const [events = EVENTS, rounds] = args.map(Number);
    const { KAFKA_BROKERS, ELASTICSEARCH_URL } = process.env;
    const rows: Record<string, string | number>[] = [];
    if (events > 0) {
      const load = { events, perSecond: EMBEDDED_STEADY };
      rows.push({
        stores: "embedded",
        ...(await withInstallation({}, (it) => fullThenSteady(it, {}, load))),
      });
    }
    if (!KAFKA_BROKERS || !ELASTICSEARCH_URL) return rows;
    await refuseUsedCluster(KAFKA_BROKERS, ELASTICSEARCH_URL);
    const engines = { KAFKA_BROKERS, ELASTICSEARCH_URL };
    return withInstallation(engines, async (installation) => {
      const calm = { events: 0, perSecond: ENGINES_STEADY };
      rows.push({ stores: "engines", ...(await fullThenSteady(installation, engines, calm)) });
      return [...rows, ...(await race(installation, rounds))];
    });
  },
};

export default bench;
