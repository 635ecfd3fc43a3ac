import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Commit, commitsOf } from "#lib/archive/commit.ts";
import { readRows } from "#lib/archive/read-rows.ts";
import { parseConfig } from "#lib/config.ts";
import { createDatabase, type Database } from "#lib/database/client.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { openArchive } from "#lib/stores/open.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { writeState } from "../state.ts";
import { importPast } from "./import.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const anchor = Date.parse("2026-03-02T10:15:00Z");
const clock = fakeClock("2026-03-02T10:15:30Z");

describe("the past of the demo", () => {
  let test: TestDatabase;
  let database: Database;
  let folder: string;
  let archive: Archive;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = createDatabase(test.url);
    folder = await mkdtemp(join(tmpdir(), "channelscope-past-"));
    archive = await openArchive({ config: parseConfig({ ARCHIVE_URL: `file:${folder}` }) });
    await writeState(database, "seed", { at: anchor });
  });
  afterAll(async () => {
    await archive.close();
    await rm(folder, { recursive: true });
    await database.$disconnect();
    await test.drop();
  });

  const importUntil = (isEnough: (commits: number) => boolean) => {
    const stop = new AbortController();
    let commits = 0;
    const counting: Archive = {
      putFile: (key, path) => archive.putFile(key, path),
      read: (key, range) => archive.read(key, range),
      list: (prefix) => archive.list(prefix),
      remove: (keys) => archive.remove(keys),
      close: () => archive.close(),
      async create(key, body) {
        commits += 1;
        if (isEnough(commits)) stop.abort();
        return archive.create(key, body);
      },
    };
    const pseudonymOf = pseudonymizer("a key of the test's own");
    const deps = { database, archive: counting, clock, pseudonymOf, spool: join(folder, "spool") };
    return importPast(deps, { storyDays: 14, historyDays: 7 }, stop.signal);
  };
  const commits = async (topic: string) => {
    const found: Commit[] = [];
    for await (const commit of commitsOf(archive, topic)) found.push(commit);
    return found;
  };

  it("is brought to the archive in parts, over two interruptions, each event once", async () => {
    expect(await importUntil((made) => made === 5)).toBeNull();
    expect(await importUntil((made) => made === 14)).toBeNull();
    const { interactions = 0, hours = 0 } = (await importUntil(() => false)) ?? {};
    expect(interactions + hours).toBeGreaterThan(5_000);
    for (const topic of ["interactions", "api-requests-hourly"]) {
      let end = 0;
      for (const commit of await commits(topic)) {
        expect([commit.incarnation, commit.partition, commit.start]).toEqual(["imported-demo", 0, end]);
        end = commit.end;
      }
    }
    const ids = new Set<string>();
    let rows = 0;
    for (const { files } of await commits("interactions"))
      for (const file of files)
        for await (const group of readRows(archive, file, ["id", "user_id", "timestamp"])) {
          for (const { id, user_id, timestamp } of group) {
            ids.add(String(id));
            rows += 1;
            if (!/^u_[a-z2-7]{16}$/.test(String(user_id))) throw new Error(`${user_id} is no pseudonym`);
            if (!((timestamp as Date).getTime() < anchor)) throw new Error("nobody lived ahead of time");
          }
        }
    expect(ids.size).toBe(rows);
    expect(rows).toBeGreaterThan(20_000);
  });

  it("has the interactions of these days, and counts up to those that are told request by request", async () => {
    const daysOf = async (topic: string) =>
      (await commits(topic)).flatMap(({ files }) => files.map(({ hour }) => hour.slice(0, 10))).sort();
    const interactions = await daysOf("interactions");
    expect([interactions[0], interactions.at(-1)]).toEqual(["2026-02-16", "2026-03-02"]);
    expect(new Set(interactions).size).toBe(15);
    const hours = await daysOf("api-requests-hourly");
    expect([hours[0], hours.at(-1), hours.length]).toEqual(["2026-02-16", "2026-02-23", 8]);
    const [newest] = await commits("api-requests-hourly");
    const told: number[] = [];
    for (const file of newest?.files ?? [])
      for await (const group of readRows(archive, file, ["hour_at"]))
        told.push(...group.map(({ hour_at }) => (hour_at as Date).getTime()));
    expect(Math.max(...told)).toBe(Math.floor((anchor - 7 * DAY) / HOUR) * HOUR - HOUR);
  });

  it("is brought once", async () => {
    expect(await importUntil(() => expect.unreachable())).toBeNull();
  });
});
