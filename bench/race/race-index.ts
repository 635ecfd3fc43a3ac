import { Client } from "@elastic/elasticsearch";

/** Where one contestant's events arrive. */
export interface RaceIndex {
  pattern: string;
  /** Documents taken so far, whether searchable yet or not. */
  indexed(): Promise<number>;
}

/** The product's own hourly indices, or those that look like them for who has no hours and no ids. */
export class RaceIndices {
  readonly #client: Client;

  constructor(url: string) {
    this.#client = new Client({ node: url });
  }

  of(pattern: string): RaceIndex {
    return {
      pattern,
      indexed: async () => {
        const { _all } = await this.#client.indices.stats({ index: pattern, metric: "indexing" });
        return _all.primaries?.indexing?.index_total ?? 0;
      },
    };
  }

  /** An index with the product's settings and mapping; for events as they were sent their time is ISO 8601. */
  async create(name: string, form: "as sent" | "documents" = "as sent"): Promise<RaceIndex> {
    const { index_templates } = await this.#client.indices.getIndexTemplate({ name: "api-requests" });
    const template = index_templates[0]?.index_template.template;
    await this.#client.indices.create({
      index: name,
      settings: template?.settings ?? {},
      mappings: {
        ...template?.mappings,
        properties: {
          ...template?.mappings?.properties,
          ...(form === "as sent" ? { timestamp: { type: "date" as const } } : {}),
        },
      },
    });
    return this.of(name);
  }

  async count(pattern: string): Promise<number> {
    return (await this.#client.count({ index: pattern, allow_no_indices: true })).count;
  }

  /** Every index of the pattern, one by one: wildcards may be refused. */
  async drop(pattern: string): Promise<void> {
    const found = await this.#client.indices.get({ index: pattern, allow_no_indices: true });
    for (const index of Object.keys(found)) await this.#client.indices.delete({ index });
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
