import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Warehouse } from "#lib/stores/warehouse/port.ts";
import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { type TestWarehouse, WAREHOUSES } from "#lib/testing/warehouses.ts";
import { readFingerprint } from "./fingerprint.ts";

const table: WarehouseTable = {
  name: "things",
  grain: ["id"],
  distribution: "id",
  sort: ["made_on"],
  day: "made_on",
  columns: [
    { name: "id", type: "integer", required: true },
    { name: "made_on", type: "date", required: true },
    { name: "name", type: "text", bytes: 64 },
    { name: "other", type: "text", bytes: 1_024 },
    { name: "long", type: "text", bytes: 65_535 },
    { name: "good", type: "boolean" },
    { name: "share", type: "double" },
    { name: "amount", type: "bigint" },
    { name: "seen_at", type: "timestamp" },
  ],
};
const DAY = "2026-03-01";
const FIRST = `1, date '${DAY}', 'a', 'b|1:c', 'é', true, 0.1, 5, timestamp '2026-03-01 10:00:00'`;
const SECOND = `2, date '${DAY}', null, '', null, null, null, null, null`;

for (const { name, open } of WAREHOUSES) {
  describe(`the fingerprint of a day's rows in ${name}`, () => {
    let place: TestWarehouse;
    let warehouse: Warehouse;

    beforeAll(async () => {
      place = await open();
      warehouse = place.connect();
      await warehouse.prepare([table]);
    });
    afterAll(async () => {
      await warehouse.transaction(({ execute }) => execute("drop schema warehouse cascade"));
      await warehouse.close();
      await place.close();
    });

    const of = (...rows: string[]) =>
      warehouse.transaction(async (transaction) => {
        await transaction.execute("delete from warehouse.things");
        for (const row of rows) await transaction.execute(`insert into warehouse.things values (${row})`);
        return readFingerprint(transaction, table, DAY);
      });

    it("is that of the rows, in whatever order, and of no other day's", async () => {
      expect(await of()).toBe(0);
      const both = await of(FIRST, SECOND);
      expect(both).toBeGreaterThan(0);
      expect(await of(SECOND, FIRST)).toBe(both);
      expect(await of(FIRST, SECOND, FIRST.replace(DAY, "2026-03-02"))).toBe(both);
      expect(await of(FIRST, FIRST)).toBe(2 * (await of(FIRST)));
    });

    it.each([
      ["a text", FIRST, FIRST.replace("'a'", "'A'")],
      ["a long text", FIRST, FIRST.replace("'é'", "'e'")],
      ["where one text ends and the next begins", FIRST, FIRST.replace("'a', 'b|1:c'", "'a|5:b', '1:c'")],
      ["a boolean", FIRST, FIRST.replace("true", "false")],
      ["a double", FIRST, FIRST.replace("0.1", "0.2")],
      ["a number", FIRST, FIRST.replace(" 5,", " 6,")],
      ["an instant", FIRST, FIRST.replace("10:00:00", "10:00:01")],
      ["nothing in place of an empty text", SECOND, SECOND.replace("''", "null")],
      ["a text that looks like nothing", SECOND, SECOND.replace("null", "'~'")],
    ])("is another with %s", async (_, before, after) => {
      expect(before).not.toBe(after);
      expect(await of(before)).not.toBe(await of(after));
    });
  });
}
