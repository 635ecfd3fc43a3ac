import { expect, test } from "vitest";
import { layoutOf, topicName } from "./layout.ts";

const JOBS = [
  { name: "load_a", dependsOn: [], topics: ["interactions"] },
  { name: "load_b", dependsOn: [], topics: ["api-requests", "interactions"] },
  { name: "alone", dependsOn: [], topics: [] },
  { name: "mart", dependsOn: ["load_b"], topics: [] },
  { name: "top", dependsOn: ["mart", "load_a", "gone"], topics: [] },
];

test("what is read stands left of who reads it, topics first", () => {
  const graph = layoutOf(JOBS);
  const columns = Object.fromEntries(graph.nodes.map(({ name, column }) => [name, column]));
  expect(columns).toEqual({
    [topicName("interactions")]: 0,
    [topicName("api-requests")]: 0,
    alone: 0,
    load_a: 1,
    load_b: 1,
    mart: 2,
    top: 3,
  });
  expect(graph.edges).toHaveLength(6);
  expect(graph.edges).not.toContainEqual({ from: "gone", to: "top" });
  expect([graph.columns, graph.rows]).toEqual([4, 3]);
});

test("no two stand in one place, and one that reads the upper stands above", () => {
  const { nodes } = layoutOf(JOBS);
  expect(new Set(nodes.map(({ column, row }) => `${column}/${row}`)).size).toBe(nodes.length);
  const rows = Object.fromEntries(nodes.map(({ name, row }) => [name, row]));
  const upper = (rows[topicName("interactions")] ?? 0) < (rows[topicName("api-requests")] ?? 0);
  expect((rows.load_a ?? 0) < (rows.load_b ?? 0)).toBe(upper);
  expect(layoutOf([])).toEqual({ nodes: [], edges: [], columns: 1, rows: 0 });
});
