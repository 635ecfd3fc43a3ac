import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { metricsText } from "#lib/http/metrics.ts";
import { createMetrics } from "./metrics.ts";
import { createStoreMetrics } from "./store-metrics.ts";

vi.mock("#lib/server.ts", () => ({ getServer: () => Promise.reject(new Error("not here")) }));

const read = (file: string) => readFileSync(new URL(`../ops/${file}`, import.meta.url), "utf8");

interface Rules {
  groups: { rules: { alert: string; expr: string; for: string; annotations: { summary: string } }[] }[];
}
interface Dashboard {
  panels: { targets: { expr: string }[] }[];
}

/** What a worker or the web exposes. */
async function metricTypes(): Promise<{ name: string; type: string }[]> {
  const { registry } = createMetrics();
  createStoreMetrics(registry);
  const text = [await registry.metrics(), (await metricsText()).body].join("\n");
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type = ""]) => ({ name, type }));
}

/** Every name of these, with what a histogram is queried by. */
async function exposed(): Promise<Set<string>> {
  const names = (await metricTypes()).flatMap(({ name, type }) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  return new Set(["up", ...names]);
}

const rules = () => (parse(read("prometheus/alerts.yml")) as Rules).groups.flatMap((group) => group.rules);
const panels = () => (JSON.parse(read("grafana/channelscope.json")) as Dashboard).panels;
const namesIn = (expr: string) =>
  [...expr.matchAll(/\b(?:channelscope|http|process|nodejs)_[a-z0-9_]+|\bup\b/g)].map(([name]) => name);

describe("the operators' files", () => {
  test.each([
    ["alert rules", () => rules().map(({ expr }) => expr)],
    ["Grafana dashboard", () => panels().flatMap(({ targets }) => targets.map(({ expr }) => expr))],
  ])("%s ask only for metrics that the product exposes", async (_, expressions) => {
    const known = await exposed();
    const asked = expressions().map(namesIn);
    expect(asked.length).toBeGreaterThan(5);
    for (const names of asked) expect(names.length).toBeGreaterThan(0);
    expect(asked.flat().filter((name) => !known.has(name))).toEqual([]);
  });

  test("the table for operators has every metric of ours, and no other", async () => {
    const page = readFileSync(new URL("../docs/operations.md", import.meta.url), "utf8");
    const table = page.slice(page.indexOf("| metric (")).split("\n\n")[0] ?? "";
    const told = [...table.matchAll(/^\| (`[^|]+`) (?:\(no prefix\) )?\|/gm)]
      .flatMap(([, names = ""]) => [...names.matchAll(/`(\w+)/g)])
      .map(([, name = ""]) => (name.startsWith("http_") ? name : `channelscope_${name}`));
    const ours = (await metricTypes())
      .map(({ name }) => name)
      .filter((name) => /^(channelscope|http)_/.test(name));
    expect(new Set(told)).toEqual(new Set(ours));
  });

  test("every alert waits a while and says what is wrong", () => {
    for (const rule of rules()) {
      expect(rule.for, rule.alert).toMatch(/^\d+m$/);
      expect(rule.annotations.summary, rule.alert).not.toBe("");
    }
  });

  test("the scrape configuration names both processes and the rules", () => {
    const scrape = parse(read("prometheus/scrape.yml")) as {
      rule_files: string[];
      scrape_configs: { job_name: string }[];
    };
    expect(scrape.rule_files).toEqual(["alerts.yml"]);
    expect(scrape.scrape_configs.map(({ job_name }) => job_name)).toEqual([
      "channelscope-web",
      "channelscope-worker",
    ]);
  });
});
