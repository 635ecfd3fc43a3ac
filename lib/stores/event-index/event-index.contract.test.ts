import { randomBytes } from "node:crypto";
import { Client } from "@elastic/elasticsearch";
import { inject } from "vitest";
import { createTestDatabase } from "../../testing/database.ts";
import { onEngine } from "../../testing/on-engine.ts";
import { eventIndexContract } from "./contract.ts";
import { openElasticsearchIndex } from "./elasticsearch/open.ts";
import { openPostgresIndex } from "./postgres/open.ts";

eventIndexContract("PostgreSQL", async () => {
  const database = await createTestDatabase();
  return {
    connect: () => openPostgresIndex({ url: database.url }),
    close: () => database.drop(),
  };
});

onEngine(
  "event index on Elasticsearch",
  { given: inject("elasticsearchUrl"), variable: "ELASTICSEARCH_TEST_URL" },
  (elasticsearch) => {
    eventIndexContract("Elasticsearch", async () => {
      const prefix = `test-${randomBytes(6).toString("hex")}`;
      const connect = () => openElasticsearchIndex({ nodes: [elasticsearch], prefix });
      return {
        connect,
        close: async () => {
          const client = new Client({ node: elasticsearch });
          await client.indices.deleteIndexTemplate({ name: prefix });
          await client.close();
        },
      };
    });
  },
);
