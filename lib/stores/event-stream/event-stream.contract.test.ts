import { randomUUID } from "node:crypto";
import { Kafka, logLevel } from "kafkajs";
import { inject } from "vitest";
import { createTestDatabase } from "../../testing/database.ts";
import { onEngine } from "../../testing/on-engine.ts";
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

onEngine(
  "event stream on Kafka",
  { given: inject("kafkaBrokers"), variable: "KAFKA_TEST_BROKERS" },
  (brokers) => {
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
  },
);
