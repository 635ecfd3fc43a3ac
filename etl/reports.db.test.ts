import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Person, viewAs } from "#lib/channels/access.ts";
import { createLog } from "#lib/log.ts";
import { exportReport } from "#lib/reports/export-csv.ts";
import { DIMENSIONS, FIRST_QUESTION, MEASURE_NAMES, MEASURES, STEPS, sqlOf } from "#lib/reports/question.ts";
import { runReport } from "#lib/reports/run.ts";
import type { ReportsUnderTest } from "#lib/stores/warehouse/reports.contract.ts";
import { type MembersWorld, openMembersWorld } from "#lib/testing/members.ts";
import { REPORTS } from "#lib/testing/warehouses.ts";
import { findTables } from "./find-tables.ts";

const OPTIONS = { maxRows: 100 };
const refused = (code: string, field?: string) => expect.objectContaining({ code, field });

let world: MembersWorld;
let [owner, support, analyst]: Person[] = [];
const log = createLog("test", "silent");
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  [support, analyst] = await Promise.all(
    ["support", "analyst"].map((staff) => world.somebody(`${staff}@platform.example`, { staff })),
  );
});
afterAll(() => world.close());

const who = (person: Person | undefined): Person => {
  if (person === undefined) throw new Error("Nobody");
  return person;
};

const RAN_ON = "2026-03-01";

interface Row {
  id: string;
  day?: string;
  user?: string;
  type?: string;
  channel: string;
  recipe: string | undefined;
  properties: object;
}
const row = ({
  id,
  day = "current_date - 1",
  user = "u1",
  type = "recipe_run",
  channel,
  recipe,
  properties,
}: Row) =>
  `('${id}', ${day}, '${user}', '${type}', '${channel}', '${recipe}', '${JSON.stringify(properties)}', 0, 0, 0, ${day})`;

for (const { name, open } of REPORTS) {
  describe(`reports over ${name}`, () => {
    let place: ReportsUnderTest;
    const deps = () => ({ reports: place.reports, log });
    beforeAll(async () => {
      place = await open();
      await place.warehouse.prepare([...(await findTables()).values()]);
      const rows = [
        ["1", "u1", "recipe_created", "alpha", "r1", "guided", "trigger"],
        ["2", "u1", "recipe_created", "beta", "r1", "guided", "action"],
        ["3", "u2", "recipe_created", "alpha", "r2", "control", "trigger"],
        ["4", "u1", "recipe_run", "alpha", "r1", "guided", "trigger"],
        ["5", "u1", "recipe_run", "beta", "r1", "guided", "action"],
      ].map(([id = "", user, type, channel = "", recipe, variant, kind]) =>
        row({ id, user, type, channel, recipe, properties: { experiment_onboarding: variant, kind } }),
      );
      // On another day: r3 has both sides on alpha and ran twice, r4 goes to beta, r5 is told without its side.
      const ran = [
        ["alpha", "r3", "trigger", "new_message"],
        ["alpha", "r3", "action", "post_message"],
        ["alpha", "r3", "trigger", "new_message"],
        ["alpha", "r3", "action", "post_message"],
        ["alpha", "r4", "trigger", "new_message"],
        ["beta", "r4", "action", "send_mail"],
        ["alpha", "r5"],
      ].map(([channel = "", recipe, kind, endpoint], place) =>
        row({ id: `ran ${place}`, day: `date '${RAN_ON}'`, channel, recipe, properties: { kind, endpoint } }),
      );
      await place.warehouse.transaction(({ execute }) =>
        execute(
          `insert into warehouse.interactions (id, occurred_at, user_id, type, channel, recipe_id, properties, checksum, stream_partition, stream_offset, appended_at) values ${[...rows, ...ran].join(", ")}`,
        ),
      );
    });
    afterAll(() => place.close());

    it("answer every question that the builder can put", async () => {
      for (const measure of MEASURE_NAMES) {
        const { source } = MEASURES[measure];
        const properties = source === "interactions" ? ["property:experiment_onboarding"] : [];
        for (const breakdown of [null, ...Object.keys(DIMENSIONS[source]), ...properties])
          for (const step of [null, ...STEPS]) {
            const sql = sqlOf({ ...FIRST_QUESTION, measure, breakdown, step });
            const { columns } = await runReport(deps(), who(analyst), sql, OPTIONS);
            expect(columns.at(-1)).toEqual({ name: measure, kind: "number" });
          }
      }
    });

    it("count a Recipe and its run once over all Channels, and by an experiment's variant", async () => {
      const figures = async (change: object) =>
        (await runReport(deps(), who(analyst), sqlOf({ ...FIRST_QUESTION, step: null, ...change }), OPTIONS))
          .rows;
      const variant = "property:experiment_onboarding";
      expect(await figures({ measure: "recipes_created" })).toEqual([[2]]);
      expect(await figures({ measure: "recipe_runs" })).toEqual([[1]]);
      expect(await figures({ measure: "people", breakdown: "channel" })).toEqual([
        ["alpha", 2],
        ["beta", 1],
      ]);
      expect(await figures({ measure: "recipe_runs", breakdown: variant })).toEqual([
        ["guided", 1],
        ["control", 0],
      ]);
    });

    it("count the runs of a Recipe once, wherever its sides are, and each side where sides are told apart", async () => {
      const range = { from: RAN_ON, to: RAN_ON };
      const runs = async (change: object) => {
        const sql = sqlOf({ ...FIRST_QUESTION, measure: "recipe_runs", step: null, range, ...change });
        return (await runReport(deps(), who(analyst), sql, OPTIONS)).rows;
      };
      expect(await runs({})).toEqual([[4]]);
      expect(await runs({ step: "day" })).toEqual([[expect.anything(), 4]]);
      expect(await runs({ channel: "alpha" })).toEqual([[4]]);
      expect(await runs({ breakdown: "channel" })).toEqual([
        ["alpha", 4],
        ["beta", 1],
      ]);
      const byKind = Object.fromEntries(await runs({ breakdown: "property:kind" }));
      expect(byKind).toEqual({ trigger: 3, action: 3, none: 1 });
      const byEndpoint = Object.fromEntries(await runs({ breakdown: "property:endpoint" }));
      expect(byEndpoint).toEqual({ new_message: 3, post_message: 2, send_mail: 1, none: 1 });
      const ofAlpha = await runs({ breakdown: "property:endpoint", channel: "alpha" });
      expect(Object.fromEntries(ofAlpha)).toEqual({ new_message: 3, post_message: 2, none: 1 });
    });

    it("are staff's, and say in words why there is no answer", async () => {
      const run = (person: Person, sql: string, options: object = {}) =>
        runReport(deps(), person, sql, { ...OPTIONS, ...options });
      await expect(run(who(owner), "select 1")).rejects.toEqual(refused("not_found"));
      await expect(run(viewAs(who(support), "alpha"), "select 1")).rejects.toEqual(refused("not_found"));
      await expect(run(who(analyst), "select 1,\n  nothing")).rejects.toMatchObject({
        code: "bad_request",
        field: "sql",
        position: 12,
        message: expect.stringContaining("(line 2, column 3)"),
      });
      const cross = "select count(*) from warehouse.interactions a".concat(
        ...Array.from({ length: 12 }, (_, n) => `, warehouse.interactions t${n}`),
      );
      await expect(run(who(analyst), cross, { timeoutMs: 300 })).rejects.toThrow(
        "broken off after 0.3 seconds",
      );
    });

    it("are exported with cells that no spreadsheet runs", async () => {
      const sql = `select '=1+1' as formula, 'a,"b"' as text, -1 as figure, timestamp '2026-03-01 12:00:00' as at, null as nothing`;
      let text = "";
      for await (const piece of await exportReport(deps(), who(support), sql)) text += piece;
      expect(text).toBe(`formula,text,figure,at,nothing\r\n'=1+1,"a,""b""",-1,2026-03-01T12:00:00.000Z,\r\n`);
      await expect(exportReport(deps(), who(owner), sql)).rejects.toEqual(refused("not_found"));
    });

    it("are exported whole or not at all", async () => {
      const rows = (count: number) =>
        `with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${count})
         select repeat('x', 500) as text from counted`;
      let lines = 0;
      for await (const piece of await exportReport(deps(), who(support), rows(10_000)))
        lines += piece.split("\r\n").length - 1;
      expect(lines).toBe(10_001);
      await expect(exportReport(deps(), who(support), rows(20_000))).rejects.toMatchObject({
        code: "too_large",
        message: "The answer has more than a file holds (100,000 rows or 8 MB). Ask for less.",
      });
    });
  });
}
