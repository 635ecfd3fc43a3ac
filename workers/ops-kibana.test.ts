import { readFileSync } from "node:fs";
import type { Client, estypes } from "@elastic/elasticsearch";
import { beforeAll, describe, expect, test } from "vitest";
import { putTemplate } from "#lib/stores/event-index/elasticsearch/template.ts";

interface SavedObject {
  id: string;
  type: string;
  attributes: Record<string, unknown>;
  references: { id: string; type: string; name: string }[];
}
interface Column {
  operationType: keyof typeof TYPES;
  sourceField: string;
  params?: { orderBy?: { columnId: string } };
}
interface Search {
  columns: string[];
  sort: [string, string][];
  kibanaSavedObjectMeta: { searchSourceJSON: string };
}
interface Lens {
  visualization: unknown;
  query: { query: string };
  datasourceStates: { formBased: { layers: Record<string, { columns: Record<string, Column> }> } };
}

/** What Lens can do with which fields; a count is of no field. */
const TYPES = {
  count: null,
  date_histogram: ["date"],
  terms: ["keyword"],
  unique_count: ["keyword"],
  percentile: ["double", "long", "integer", "short"],
} as const;
const COUNTED = "___records___";

const objects = readFileSync(new URL("../ops/kibana/channelscope.ndjson", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as SavedObject);
const ofType = (type: string) => objects.filter((one) => one.type === type);
/** Of the only object of that type. */
const attributesOf = (type: string) => ofType(type)[0]?.attributes ?? {};
const parsed = (value: unknown) => JSON.parse(String(value)) as never;

/** The template as Elasticsearch gets it. */
let template: estypes.IndicesPutIndexTemplateIndexTemplateMapping;
let fields: Map<string, estypes.MappingProperty>;

beforeAll(async () => {
  const indices = {
    putIndexTemplate: async (put: { template: typeof template }) => {
      template = put.template;
    },
  };
  await putTemplate({ indices } as unknown as Client, "api-requests");
  fields = new Map(Object.entries(template.mappings?.properties ?? {}));
});

const namedIn = (kql: string) => [...kql.matchAll(/(\w+)\s*:/g)].map(([, name = ""]) => name);

describe("Kibana's saved objects", () => {
  test("are a data view, a search, four charts and a dashboard that refer to each other", () => {
    expect(objects.map(({ type }) => type)).toEqual([
      "index-pattern",
      "search",
      ...Array(4).fill("lens"),
      "dashboard",
    ]);
    const known = objects.map(({ type, id }) => `${type}/${id}`);
    const referred = objects.flatMap(({ references }) => references.map(({ type, id }) => `${type}/${id}`));
    expect(new Set(known).size).toBe(known.length);
    expect(new Set(referred)).toEqual(new Set(known.filter((one) => !one.startsWith("dashboard/"))));
  });

  test("read the alias of the builds that readers see, by their time", () => {
    const view = attributesOf("index-pattern");
    expect(Object.keys(template.aliases ?? {})).toEqual([view.title]);
    expect(fields.get(String(view.timeFieldName))?.type).toBe("date");
    const formats: object = parsed(view.fieldFormatMap);
    const labels: object = parsed(view.fieldAttrs);
    const hidden: { value: string }[] = parsed(view.sourceFilters);
    const named = [...Object.keys(formats), ...Object.keys(labels), ...hidden.map(({ value }) => value)];
    expect(named.filter((name) => !fields.has(name))).toEqual([]);
  });

  test("search for and show fields that events have", () => {
    const { columns, sort, kibanaSavedObjectMeta } = attributesOf("search") as unknown as Search;
    const source: { query: { query: string } } = parsed(kibanaSavedObjectMeta.searchSourceJSON);
    const named = [...columns, ...sort.map(([name]) => name), ...namedIn(source.query.query)];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !fields.has(name))).toEqual([]);
  });

  test.each(ofType("lens").map(({ attributes }) => [String(attributes.title), attributes.state as Lens]))(
    "chart only what the mapping lets them: %s",
    (_, { datasourceStates, query, visualization }) => {
      expect(namedIn(query.query).filter((name) => !fields.has(name))).toEqual([]);
      for (const { columns } of Object.values(datasourceStates.formBased.layers)) {
        for (const [id, { operationType, sourceField, params }] of Object.entries(columns)) {
          const types: readonly (string | undefined)[] | null = TYPES[operationType];
          if (types === null) expect(sourceField).toBe(COUNTED);
          else expect(types, `${operationType} of ${sourceField}`).toContain(fields.get(sourceField)?.type);
          expect(fields.get(sourceField) ?? {}).not.toHaveProperty("doc_values", false);
          expect(Object.keys(columns)).toContain(params?.orderBy?.columnId ?? id);
          expect(JSON.stringify(visualization)).toContain(`"${id}"`);
        }
      }
    },
  );

  test("lie on the dashboard without covering each other", () => {
    const [dashboard] = ofType("dashboard");
    const panels: {
      panelIndex: string;
      panelRefName: string;
      gridData: { x: number; y: number; w: number; h: number };
    }[] = parsed(dashboard?.attributes.panelsJSON);
    expect(panels.map(({ panelIndex, panelRefName }) => `${panelIndex}:${panelRefName}`)).toEqual(
      dashboard?.references.map(({ name }) => name),
    );
    const cells = panels.flatMap(({ gridData: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});
