import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { systemScope } from "#lib/channels/access.ts";
import { createDatabase, type Database } from "#lib/database/client.ts";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import { openElasticsearchIndex } from "#lib/stores/event-index/elasticsearch/open.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import { openKafkaStream } from "#lib/stores/event-stream/kafka/open.ts";
import { type EventStream, StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import type { RollupStore } from "#lib/stores/rollups/port.ts";
import { openPostgresRollups } from "#lib/stores/rollups/postgres.ts";
import { anEvent } from "#lib/testing/builders.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { type Cluster, startCluster } from "#scripts/stack/cluster.ts";
import { freeClusterPort } from "#scripts/stack/ports.ts";
import { startIndexRole } from "./testing/in-process.ts";

/** Kafka takes 9 s to believe that a broker is gone; then its partitions have other leaders. */
const PATIENCE = { timeout: 60_000, interval: 100 };
const CHANNEL = "acme-chat";

const missing = inject("kafkaBrokers") === null || inject("elasticsearchUrl") === null;

describe.skipIf(missing)(
  "on three brokers and three nodes (KAFKA_TEST_BROKERS, ELASTICSEARCH_TEST_URL)",
  () => {
    const opened = new AsyncDisposableStack();
    let cluster: Cluster;
    let database: Database;
    let rollups: RollupStore;
    let stream: EventStream;
    let index: EventIndex;

    beforeAll(async () => {
      const [kafkaPort, elasticsearchPort] = [await freeClusterPort(), await freeClusterPort()];
      cluster = await startCluster({ dir: ".test/stack/cluster", kafkaPort, elasticsearchPort });
      // Each run has topics and indices of its own: nobody needs a clean end.
      const members = [...cluster.kafka, ...cluster.elasticsearch];
      opened.defer(async () => void (await Promise.all(members.map((member) => member.kill()))));
      const { url } = opened.adopt(await createTestDatabase(), (it) => it.drop());
      database = opened.adopt(createDatabase(url), (it) => it.$disconnect());
      rollups = opened.adopt(await openPostgresRollups({ url }), (it) => it.close());
      const own = `test-${randomUUID()}`;
      const [brokers, nodes] = [cluster.kafkaBrokers.split(","), cluster.elasticsearchUrl.split(",")];
      stream = opened.adopt(await openKafkaStream({ brokers, prefix: `${own}.` }), (it) => it.close());
      index = opened.adopt(await openElasticsearchIndex({ nodes, prefix: own }), (it) => it.close());
    }, 240_000);

    afterAll(() => opened.disposeAsync(), 60_000);

    /** Ten a tenth of a second until the signal, trying again what was refused; answers how many the stream took. */
    async function produce(stop: AbortSignal): Promise<number> {
      let taken = 0;
      for (let round = 0; !stop.aborted; round += 1) {
        const timestamp = new Date().toISOString();
        const messages = Array.from({ length: 10 }, (_, n) => ({
          key: `${CHANNEL}-${(round + n) % 7}`,
          value: Buffer.from(JSON.stringify(anEvent({ id: `${round}-${n}`, timestamp, channel: CHANNEL }))),
        }));
        while (!(await appended(messages)));
        taken += messages.length;
        await pause(100);
      }
      return taken;
    }

    const appended = (messages: Parameters<EventStream["append"]>[1]) =>
      stream.append(INDEX_TOPIC, messages).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof StreamUnavailable)) throw error;
          return false;
        },
      );

    async function indexed(): Promise<number> {
      const query = {
        scope: systemScope([CHANNEL]),
        from: Date.now() - 3_600_000,
        to: Date.now() + 60_000,
        where: [],
      };
      return (await index.health(query, { bucketMs: 3_600_000, percentiles: false })).total.requests;
    }

    const lag = async () =>
      (await stream.lag(INDEX_TOPIC, INDEX_GROUP)).reduce((sum, partition) => sum + partition.lag, 0);

    /** Reads as pages do, all the time; any refusal ends it with an error. */
    async function watch(stop: AbortSignal): Promise<number> {
      let reads = 0;
      for (; !stop.aborted; reads += 1) {
        await indexed();
        await pause(50);
      }
      return reads;
    }

    test("stream and index go on when one of each is killed, and nothing is lost or doubled", async () => {
      const worker = startIndexRole({ stream, index, database, rollups });
      const enough = new AbortController();
      const producing = produce(enough.signal);
      await vi.waitFor(async () => expect(await indexed()).toBeGreaterThan(100), PATIENCE);

      // Every copy is there: what is lost with a node is on another one.
      await cluster.whole();
      const watching = watch(enough.signal);
      watching.catch(() => undefined);
      const [broker, node] = [cluster.kafka[0], cluster.elasticsearch[0]];
      await Promise.all([broker?.kill(), node?.kill()]);
      const before = await indexed();
      await vi.waitFor(async () => expect(await indexed()).toBeGreaterThan(before + 500), PATIENCE);

      enough.abort();
      const taken = await producing;
      await vi.waitFor(async () => expect(await lag()).toBe(0), PATIENCE);
      await vi.waitFor(async () => expect(await indexed()).toBe(taken), PATIENCE);
      expect(await watching).toBeGreaterThan(5);
      expect(await worker.stop()).toBe(0);
    }, 120_000);

    test("a member that comes back takes part again, with every copy up to date", async () => {
      await Promise.all([cluster.kafka[0]?.restart(), cluster.elasticsearch[0]?.restart()]);
      await cluster.whole();
    }, 150_000);
  },
);
