import { randomUUID } from "node:crypto";
import { Kafka, logLevel } from "kafkajs";
import { describe, inject, it } from "vitest";
import { createTestDatabase } from "../../testing/database.ts";
import { eventStreamContract } from "./contract.ts";
import { openKafkaStream } from "./kafka/open.ts";
import { TOPICS } from "./port.ts";
import { openPostgresStream } from "./postgres/open.ts";

eventStreamContract("PostgreSQL", async () => {
  const database = await createTestDatabase();
  return {
    connect: () => openPostgresStream({ url: database.url }),
    close: () => database.drop(),
  };
});

const brokers = inject("kafkaBrokers");
if (brokers === null)
  describe.skip("event stream on Kafka", () => {
    it("is not run: KAFKA_TEST_BROKERS is not set", () => undefined);
  });
else
  eventStreamContract("Kafka", async () => {
    const prefix = `test-${randomUUID()}.`;
    return {
      connect: () => openKafkaStream({ brokers, prefix }),
      close: async () => {
        const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
        await admin.connect();
        await admin.deleteTopics({ topics: TOPICS.map((topic) => `${prefix}${topic}`) });
        await admin.disconnect();
      },
    };
  });
