import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "./open.ts";

describe("the embedded PostgreSQL", () => {
  let folder: string;
  let dataDir: string;
  const opened: EmbeddedPostgres[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "embedded-"));
    dataDir = join(folder, "data");
  });

  afterEach(async () => {
    for (const server of opened.splice(0)) await server.stop();
    await rm(folder, { recursive: true });
  });

  const open = async (options: Parameters<typeof openEmbeddedPostgres>[1] = {}) => {
    const server = await openEmbeddedPostgres(dataDir, options);
    opened.push(server);
    return server;
  };

  it("starts in an empty folder, closed to others, and keeps its data over a stop", async () => {
    const first = await open();
    expect(first.adopted).toBe(false);
    await query(first, "create table kept as select 42 as answer");
    await first.stop();
    const second = await open();
    expect(second.adopted).toBe(false);
    expect(await query(second, "select answer from kept")).toEqual([{ answer: 42 }]);
    expect((await stat(join(dataDir, "postgres", "password"))).mode & 0o777).toBe(0o600);
  });

  it("speaks UTF-8, in UTC, durably, without JIT", async () => {
    const server = await open();
    const rows = await query(
      server,
      `select lower('ÄÖ') as lower, current_setting('TimeZone') as zone, current_setting('jit') as jit,
        current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync`,
    );
    expect(rows).toEqual([{ lower: "äö", zone: "UTC", jit: "off", commit: "on", fsync: "on" }]);
  });

  it("lets nobody in without its password", async () => {
    const url = new URL((await open()).url("postgres"));
    url.password = "wrong";
    await expect(new pg.Client({ connectionString: url.href }).connect()).rejects.toThrow(
      "authentication failed",
    );
  });

  it("is adopted when it runs already, and stopped by the last who uses it", async () => {
    const first = await open();
    const second = await open();
    expect(second).toMatchObject({ adopted: true, pid: first.pid });
    expect(await first.stop({ unlessUsed: true })).toBe(false);
    expect(await query(second, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(await second.stop({ unlessUsed: true })).toBe(true);
  });

  it("starts once when several ask at once", async () => {
    const servers = await Promise.all([open(), open(), open()]);
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
    expect(servers.filter(({ adopted }) => !adopted)).toHaveLength(1);
  });

  it("gives its one claim to one at a time", async () => {
    const [first, second] = [await open(), await open()];
    expect(await first.claim()).toBe(true);
    expect(await second.claim()).toBe(false);
    await first.release();
    expect(await second.claim()).toBe(true);
  });

  it("recovers what was committed before a kill -9, and says that it went away", async () => {
    const server = await open();
    await query(server, "create table kept as select generate_series(1, 1000)");
    process.kill(server.pid, "SIGKILL");
    await server.lost;
    const again = await open();
    expect(again.adopted).toBe(false);
    expect(await query(again, "select count(*)::int as count from kept")).toEqual([{ count: 1000 }]);
  });

  it("starts although a lock file names a process that is something else by now", async () => {
    const server = await open();
    const lock = join(dataDir, "postgres", "data", "postmaster.pid");
    const text = await readFile(lock, "utf8");
    await server.stop();
    await writeFile(lock, text.replace(/^\d+/, String(process.pid)));
    expect((await open()).adopted).toBe(false);
  });

  it("takes another port when its own is taken, and remembers it", async () => {
    const server = await open();
    const port = Number(new URL(server.url("postgres")).port);
    await server.stop();
    const squatter = createServer().listen(port, "127.0.0.1");
    await once(squatter, "listening");
    const elsewhere = Number(new URL((await open()).url("postgres")).port);
    expect(elsewhere).not.toBe(port);
    squatter.close();
    await opened.at(-1)?.stop();
    expect(Number(new URL((await open()).url("postgres")).port)).toBe(elsewhere);
  });

  it("refuses a folder of another major version with one line", async () => {
    const data = join(dataDir, "postgres", "data");
    await mkdir(data, { recursive: true });
    await writeFile(join(data, "PG_VERSION"), "16\n");
    await expect(open()).rejects.toThrow(
      /^The database in .* was made by PostgreSQL 16, and this version brings 18: .*$/,
    );
  });

  it("says in one line why it does not start", async () => {
    await expect(open({ settings: { shared_buffers: "nonsense" } })).rejects.toThrow(
      /^The embedded PostgreSQL does not start: .*shared_buffers.*$/,
    );
  }, 30_000);

  it("works in a folder that is closed to others", async () => {
    await chmod(folder, 0o700);
    expect(await query(await open(), "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it.runIf(process.getuid?.() === 0)("works as root where user namespaces are off", async () => {
    await chmod(folder, 0o755);
    const server = await open({ identity: "nobody" });
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    expect((await stat(join(dataDir, "postgres", "data"))).uid).toBe(65_534);
    await server.stop();
    expect(await query(await open(), "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it.runIf(process.getuid?.() === 0)("works as root without user namespaces in a closed folder", async () => {
    await chmod(folder, 0o700);
    const server = await open({ identity: "nobody" });
    const rows = await query(server, "select current_setting('data_directory') as place");
    const { place } = z.object({ place: z.string() }).parse(rows[0]);
    expect(place).toMatch(/^\/var\/lib\/channelscope\/[0-9a-f]{12}\/data$/);
    await server.stop();
    await rm(dirname(place), { recursive: true });
  });

  it("outlives the process that started it", async () => {
    const script = `const { openEmbeddedPostgres } = await import(${JSON.stringify(`${import.meta.dirname}/open.ts`)});
      const server = await openEmbeddedPostgres(${JSON.stringify(dataDir)}); process.stdout.write(String(server.pid));`;
    const starter = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = await once(starter.stdout, "data");
    starter.kill("SIGKILL");
    await once(starter, "exit");
    expect(await open()).toMatchObject({ adopted: true, pid: Number(pid) });
  });
});

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
