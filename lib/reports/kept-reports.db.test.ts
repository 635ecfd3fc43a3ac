import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Person, viewAs } from "../channels/access.ts";
import { describeJobs } from "../jobs/describe.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { listReports } from "./list.ts";
import { FIRST_QUESTION, sqlOf } from "./question.ts";
import { removeReport } from "./remove.ts";
import { saveReport } from "./save.ts";
import { listTables } from "./tables.ts";

const refused = (code: string, field?: string) => expect.objectContaining({ code, field });

let world: MembersWorld;
let [owner, support, analyst, admin]: Person[] = [];
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  [support, analyst, admin] = await Promise.all(
    ["support", "analyst", "admin"].map((staff) => world.somebody(`${staff}@platform.example`, { staff })),
  );
});
afterAll(() => world.close());

const who = (person: Person | undefined): Person => {
  if (person === undefined) throw new Error("Nobody");
  return person;
};

describe("a kept report", () => {
  const report = { id: null, name: "Ours", sql: "select 1", question: null, look: null, shared: false };
  const namesFor = async (person: Person | undefined) =>
    (await listReports(world, who(person))).map(({ name, mine }) => `${name}${mine ? "" : " of others"}`);

  it("of one's own is seen, changed and removed by nobody else", async () => {
    const { id } = await saveReport(world, who(analyst), report);
    expect([await namesFor(analyst), await namesFor(admin)]).toEqual([["Ours"], []]);
    for (const other of [who(support), who(admin)]) {
      await expect(removeReport(world, other, id)).rejects.toEqual(refused("not_found"));
      await expect(saveReport(world, other, { ...report, id })).rejects.toEqual(refused("not_found"));
    }
    await expect(saveReport(world, who(analyst), report)).rejects.toEqual(refused("conflict", "name"));
    await saveReport(world, who(analyst), { ...report, id, name: "Renamed", look: "bar" });
    expect(await namesFor(analyst)).toEqual(["Renamed"]);
    await removeReport(world, who(analyst), id);
    expect(await namesFor(analyst)).toEqual([]);
  });

  it("of all staff is changed by who shared it or an administrator, and audited", async () => {
    const before = (await world.audit()).length;
    const shared = { ...report, question: FIRST_QUESTION, sql: "anything", shared: true };
    const { id } = await saveReport(world, who(analyst), shared);
    expect([await namesFor(support), await namesFor(admin)]).toEqual([["Ours of others"], ["Ours"]]);
    const [kept] = await listReports(world, who(support));
    expect(kept).toMatchObject({ question: FIRST_QUESTION, sql: sqlOf(FIRST_QUESTION), shared: true });
    await expect(removeReport(world, who(support), id)).rejects.toEqual(refused("forbidden"));
    await saveReport(world, who(admin), { ...shared, id, name: "Tidied", shared: false });
    expect(await namesFor(analyst)).toEqual(["Tidied"]);
    await removeReport(world, who(admin), id);
    expect((await world.audit()).slice(before)).toEqual(["report.share", "report.share", "report.remove"]);
  });

  it("is nothing for those who are no staff, or view as a partner", async () => {
    for (const other of [who(owner), viewAs(who(support), "alpha")]) {
      await expect(listReports(world, other)).rejects.toEqual(refused("not_found"));
      await expect(saveReport(world, other, report)).rejects.toEqual(refused("not_found"));
      await expect(removeReport(world, other, crypto.randomUUID())).rejects.toEqual(refused("not_found"));
      await expect(listTables(world, other)).rejects.toEqual(refused("not_found"));
    }
  });

  it("has tables to ask, with their columns, once a worker described them", async () => {
    const job = { describe: "one", schedule: "daily", topics: [], dependsOn: [], version: "1", table: "t" };
    const columns = [{ name: "at", type: "timestamp", describe: "UTC" }];
    await describeJobs(world, [{ ...job, name: "load", columns }]);
    expect(await listTables(world, who(analyst))).toEqual([{ name: "t", describe: "one", columns }]);
  });
});
