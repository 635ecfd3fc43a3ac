import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { SearchableSeconds } from "./searchable-seconds.ts";

test("every event is counted once, from the stream's taking it until the index shows it", async () => {
  const registry = new Registry();
  const metric = new SearchableSeconds(registry, () => 1_500);
  metric.written([{ appendedAt: 1_000 }, { appendedAt: 1_000 }, { appendedAt: 1_800 }], 2_000);
  metric.written([], 9_000);
  const text = await registry.metrics();
  const line = (start: string) => text.split("\n").find((one) => one.startsWith(start));
  const name = "channelscope_event_to_searchable_seconds";
  expect(text).toContain(`# TYPE ${name} histogram`);
  expect(line(`${name}_bucket{le="1.75"}`)).toMatch(/ 1$/);
  expect(line(`${name}_bucket{le="2.5"}`)).toMatch(/ 3$/);
  expect(line(`${name}_bucket{le="+Inf"}`)).toMatch(/ 3$/);
  expect(line(`${name}_count`)).toMatch(/ 3$/);
  expect(line(`${name}_sum`)).toMatch(/ 6\.7$/);
});
