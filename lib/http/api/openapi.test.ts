import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openApiDocument } from "./openapi.ts";
import { OPERATIONS } from "./openapi-paths.ts";

interface Document {
  paths: Record<string, Record<string, { parameters: { name: string; in: string }[]; responses: object }>>;
  components: { schemas: Record<string, { properties: object }> };
}

const document = () => JSON.parse(JSON.stringify(openApiDocument())) as Document;

test("every route of the public API is described, and every description has its route", () => {
  const routes = globSync("app/api/v1/**/route.ts")
    .map((file) => `/${file.slice("app/".length, -"/route.ts".length)}`.replaceAll(/\[(\w+)\]/g, "{$1}"))
    .filter((path) => !path.endsWith("openapi.json"));
  expect(Object.keys(document().paths).sort((a, b) => a.localeCompare(b))).toEqual(
    routes.sort((a, b) => a.localeCompare(b)),
  );
});

test("the page for readers has every operation, with the scope that it needs", () => {
  const page = readFileSync("docs/api.md", "utf8").replaceAll("…/", "/api/v1/channels/{slug}/");
  const told = [...page.matchAll(/^\| `([A-Z]+ \/api\/v1\/\S+)` \| `([\w:]+)`/gm)];
  const described = OPERATIONS.map(({ method, path, scope }) => `${method.toUpperCase()} ${path}: ${scope}`);
  expect(new Set(told.map(([, route, scope]) => `${route}: ${scope}`))).toEqual(new Set(described));
});

test("every part of a path is a parameter", () => {
  for (const [path, operations] of Object.entries(document().paths)) {
    const parts = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    for (const { parameters } of Object.values(operations)) {
      expect(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(
        parts,
      );
    }
  }
});

test("what may be sent is what is accepted: the event's fields by name", () => {
  const text = JSON.stringify(document().paths["/api/v1/events"]);
  for (const field of ["timestamp", "channel", "status_code", "duration_ms", "error_origin"]) {
    expect(text).toContain(`"${field}"`);
  }
});

test("refusals are problem details", () => {
  const { components, paths } = document();
  expect(components).toHaveProperty("schemas.Problem.properties.field");
  for (const status of ["200", "400", "401", "404", "503"]) {
    expect(paths["/api/v1/channels"]).toHaveProperty(["get", "responses", status]);
  }
});
