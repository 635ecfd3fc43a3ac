import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ArchivedRow, readRows } from "../archive/read-rows.ts";
import { operator } from "../channels/access.ts";
import { systemClock } from "../clock.ts";
import { createDatabase, type Database } from "../database/client.ts";
import { openFilesystemArchive } from "../stores/archive/filesystem.ts";
import type { Archive } from "../stores/archive/port.ts";
import { forgetUser } from "../support/forget-user.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { installedMariaDb, startMariaDb, type TestMariaDb } from "../testing/mariadb.ts";
import { PLATFORM } from "./mapping.ts";
import { mysqlSource } from "./mysql.ts";
import { openSnapshot } from "./open.ts";
import { takeSnapshot } from "./take.ts";

const installed = installedMariaDb();
const PEOPLE = 12_000;

const TABLES = `
  create table users (id bigint primary key, created_at datetime(3) not null);
  create table channels (slug varchar(64) primary key, name varchar(255) not null);
  create table endpoints (channel varchar(64), slug varchar(64), kind varchar(16), name varchar(255));
  create table connections (user_id bigint, channel varchar(64), connected_at timestamp(3));
  create table recipes (id bigint primary key, user_id bigint, title varchar(255), enabled boolean, created_at datetime,
    trigger_channel varchar(64), trigger_endpoint varchar(64), action_channel varchar(64), action_endpoint varchar(64));
  insert into users select seq + 9007199254740993, '2026-02-01 10:00:00.250' from seq_1_to_${PEOPLE};
  insert into channels values ('acme-chat', 'Acme Chat'), ('unknown', 'Not ours');
  insert into endpoints values ('acme-chat', 'new_message', 'trigger', 'New message'),
    ('acme-chat', 'send_message', 'action', 'Send a message'), ('unknown', 'ping', 'action', 'Ping');
  insert into connections values (9007199254740994, 'acme-chat', '2026-02-02 00:00:00');
  insert into recipes values
    (1, 9007199254740994, 'Tell me 🔔', true, '2026-02-03 04:05:06', 'acme-chat', 'new_message', 'acme-chat', 'send_message'),
    (2, 9007199254740995, null, false, '2026-02-03 04:05:06', 'acme-chat', 'new_message', 'acme-chat', 'send_message'),
    (3, 9007199254740995, 'Elsewhere', true, '2026-02-03 04:05:06', 'acme-chat', 'new_message', 'unknown', 'ping')`;

describe.skipIf(installed === null)(
  `a platform's own MySQL${installed === null ? " (MariaDB is not installed)" : ""}`,
  () => {
    let mariadb: TestMariaDb;
    let place: TestDatabase;
    let database: Database;
    let archive: Archive;
    let folder: string;

    beforeAll(async () => {
      if (installed === null) throw new Error("MariaDB is not installed");
      folder = await mkdtemp(join(tmpdir(), "channelscope-snapshot-"));
      [mariadb, place, archive] = await Promise.all([
        startMariaDb(installed),
        createTestDatabase(),
        openFilesystemArchive({ folder: join(folder, "archive") }),
      ]);
      database = createDatabase(place.url);
      await mariadb.execute(TABLES);
      const partner = await database.partner.create({ data: { name: "Acme" } });
      await database.channel.create({
        data: { slug: "acme-chat", name: "Acme Chat", partnerId: partner.id },
      });
    }, 120_000);
    afterAll(async () => {
      await database.$disconnect();
      await Promise.all([place.drop(), mariadb.close()]);
      await rm(folder, { recursive: true, force: true });
    });

    const take = async (day: string) => {
      const given = {
        database,
        databaseUrl: place.url,
        sourceUrl: mariadb.url,
        pseudonymKey: "a key of tests, long enough",
      };
      const snapshot = await openSnapshot(given);
      return takeSnapshot({ ...snapshot, archive, clock: systemClock, spool: join(folder, "spool") }, day);
    };

    it("is read whole, users as pseudonyms, and names Recipes in the application database", async () => {
      const { commit, taken } = await take("2026-03-01");
      expect(taken).toBe(true);
      expect(commit.source).toBe("MySQL");
      const counted = Object.entries(commit.entities).map(([entity, { counted: rows }]) => [entity, rows]);
      expect(Object.fromEntries(counted)).toEqual({
        users: PEOPLE,
        channels: 2,
        endpoints: 3,
        connections: 1,
        recipes: 3,
      });
      const { file } = commit.entities.recipes;
      if (file === null) throw new Error("There is no file of Recipes");
      const rows: ArchivedRow[] = [];
      for await (const page of readRows(archive, file)) rows.push(...page);
      expect(rows[0]).toMatchObject({
        recipe_id: "1",
        user_id: expect.stringMatching(/^u_[a-z2-7]{16}$/),
        enabled: true,
        created_at: new Date("2026-02-03T04:05:06Z"),
      });
      expect(rows[1]).toMatchObject({ enabled: false });
      // People's own words stay where they can be forgotten.
      expect(rows[0]).not.toHaveProperty("title");
      const recipes = await database.recipe.findMany({
        orderBy: { id: "asc" },
        include: { user: true, actionEndpoint: true },
      });
      expect(recipes).toMatchObject([
        {
          id: "1",
          title: "Tell me 🔔",
          enabled: true,
          user: { id: "9007199254740994", pseudonym: rows[0]?.user_id },
        },
        { id: "2", title: "", enabled: false, actionEndpoint: { name: "Send a message" } },
      ]);
      expect(recipes[1]?.disabledAt).not.toBeNull();
    });

    it("takes new titles and states the next day, and leaves a day's snapshot as it is", async () => {
      await mariadb.execute("update recipes set title = 'Told', enabled = false where id = 1");
      expect((await take("2026-03-01")).taken).toBe(false);
      expect((await take("2026-03-02")).taken).toBe(true);
      const recipe = await database.recipe.findUniqueOrThrow({ where: { id: "1" } });
      expect(recipe).toMatchObject({ title: "Told", enabled: false });
      expect(recipe.disabledAt).not.toBeNull();
    });

    it("reads what a platform calls true as it is kept there, and ends where it is neither", async () => {
      const states = async (day: string) => {
        const { file } = (await take(day)).commit.entities.recipes;
        if (file === null) throw new Error("There is no file of Recipes");
        const archived: ArchivedRow[] = [];
        for await (const page of readRows(archive, file)) archived.push(...page);
        const adopted = await database.recipe.findMany({ orderBy: { id: "asc" } });
        return { archived: archived.map((row) => row.enabled), adopted: adopted.map((row) => row.enabled) };
      };
      await mariadb.execute(
        "update recipes set enabled = id <> 2; alter table recipes modify enabled bit(1)",
      );
      expect(await states("2026-02-01")).toEqual({ archived: [true, false, true], adopted: [true, false] });
      await mariadb.execute(`alter table recipes modify enabled varchar(8);
        update recipes set enabled = if(id = 2, 'Y', 'no')`);
      expect(await states("2026-02-02")).toEqual({ archived: [false, true, false], adopted: [false, true] });
      await mariadb.execute("update recipes set enabled = 'paused' where id = 3");
      await expect(take("2026-02-03")).rejects.toThrow(
        "A row of recipes has a text of length 6 as enabled, which is neither true nor false.",
      );
      await mariadb.execute("update recipes set enabled = '1'; alter table recipes modify enabled boolean");
    });

    it("brings nobody back who was forgotten here", async () => {
      const [known] = await database.recipe.findMany({ where: { id: "1" }, include: { user: true } });
      await forgetUser({ database, clock: systemClock }, operator, known?.user.id ?? "");
      expect((await take("2026-03-03")).taken).toBe(true);
      expect(await database.recipe.findMany({ where: { id: "1" } })).toEqual([]);
      expect(await database.platformUser.count({ where: { id: known?.user.id ?? "" } })).toBe(0);
      expect(await database.recipe.count({ where: { id: "2" } })).toBe(1);
    });

    it("is read in one state, whatever is written meanwhile", async () => {
      const session = await mysqlSource({ url: mariadb.url, mapping: PLATFORM }).open();
      const before = await session.count("users");
      await mariadb.execute("insert into users values (1, '2026-02-01')");
      let read = 0;
      for await (const rows of session.rows("users")) read += rows.length;
      await session.close();
      await mariadb.execute("delete from users where id = 1");
      expect([before, read]).toEqual([PEOPLE, PEOPLE]);
    });

    it("says in one line what is wrong", async () => {
      const open = (url: string) => mysqlSource({ url, mapping: PLATFORM }).open();
      await expect(open(mariadb.url.replace("secret", "wrong"))).rejects.toThrow(
        "MySQL refuses the snapshot: Access denied",
      );
      await expect(open("mysql://reader:secret@127.0.0.1:1/platform")).rejects.toThrow(
        "MySQL does not answer: ",
      );
    });
  },
);
