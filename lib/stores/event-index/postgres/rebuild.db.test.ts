import { expect, it, onTestFinished } from "vitest";
import { aDocument } from "../../../testing/builders.ts";
import { createTestDatabase } from "../../../testing/database.ts";
import { aQuery, HOUR, idsOf, store } from "../fixture.contract.ts";
import { IndexUnavailable } from "../port.ts";
import { writeAll } from "../write-all.ts";
import { openPostgresIndex, openPostgresRebuilder } from "./open.ts";
import { HOUR_LOCKS } from "./seal.ts";

const HOLDS_AN_HOUR = `pid in (
  select pid from pg_locks where locktype = 'advisory' and classid = $1 and objsubid = 2 and granted)`;

it("swaps nothing in once the session that holds the hour has ended: an event may have come since", async () => {
  const { url, endSessions, drop } = await createTestDatabase();
  const index = await openPostgresIndex({ url });
  const rebuilder = await openPostgresRebuilder({ url });
  onTestFinished(async () => {
    await rebuilder.close();
    await index.close();
    await drop();
  });
  const known = aDocument({ id: "known", timestamp: HOUR });
  await store(index, [known]);
  const rebuild = await rebuilder.begin(HOUR);
  await writeAll(rebuild.batch(), [known]);
  await rebuild.hold();
  expect(await rebuild.compare()).toMatchObject({ missing: 0 });

  expect(await endSessions(HOLDS_AN_HOUR, [HOUR_LOCKS])).toBe(1);
  await store(index, [aDocument({ id: "late", timestamp: HOUR + 1 })]);
  await expect(rebuild.swap()).rejects.toBeInstanceOf(IndexUnavailable);
  await rebuild.discard();
  expect(await idsOf(index, aQuery())).toEqual(["late", "known"]);
});
