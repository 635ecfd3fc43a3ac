import { randomBytes } from "node:crypto";
import { Client } from "@elastic/elasticsearch";
import { describe, inject, it } from "vitest";
import { createTestDatabase } from "../../testing/database.ts";
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

const elasticsearch = inject("elasticsearchUrl");
if (elasticsearch === null) {
  describe.skip("rebuilding an hour on Elasticsearch", () => {
    it("is not run: ELASTICSEARCH_TEST_URL is not set", () => undefined);
  });
} else {
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
}
