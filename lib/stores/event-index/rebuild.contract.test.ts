import { randomBytes } from "node:crypto";
import { Client } from "@elastic/elasticsearch";
import { inject } from "vitest";
import { createTestDatabase } from "../../testing/database.ts";
import { onEngine } from "../../testing/on-engine.ts";
import { openElasticsearchIndex, openElasticsearchRebuilder } from "./elasticsearch/open.ts";
import { DEFAULT_LAYOUT, layoutTemplate, putLayout } from "./elasticsearch/schedule.ts";
import { openPostgresIndex, openPostgresRebuilder } from "./postgres/open.ts";
import { rebuilderContract } from "./rebuild.contract.ts";

rebuilderContract("PostgreSQL", "hour", async () => {
  const { url, drop } = await createTestDatabase();
  return {
    index: await openPostgresIndex({ url }),
    rebuilder: await openPostgresRebuilder({ url }),
    close: drop,
  };
});

onEngine(
  "rebuilding an hour on Elasticsearch",
  { given: inject("elasticsearchUrl"), variable: "ELASTICSEARCH_TEST_URL" },
  (elasticsearch) => {
    for (const period of ["hour", "day"] as const) {
      rebuilderContract("Elasticsearch", period, async () => {
        const options = { nodes: [elasticsearch], prefix: `test-${randomBytes(6).toString("hex")}` };
        const client = new Client({ node: elasticsearch });
        const layout = { ...DEFAULT_LAYOUT, schedule: [{ from: 0, period }] };
        await putLayout(client, options.prefix, layout, { create: true });
        return {
          index: await openElasticsearchIndex(options),
          rebuilder: await openElasticsearchRebuilder(options),
          close: async () => {
            await client.indices.deleteIndexTemplate({ name: options.prefix });
            await client.cluster.deleteComponentTemplate({ name: layoutTemplate(options.prefix) });
            await client.close();
          },
        };
      });
    }
  },
);
