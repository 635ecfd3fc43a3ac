import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import mysql from "mysql2/promise";
import { endWithThis } from "./children.ts";

/** Where packages put them; `mariadbd` is on nobody's PATH. */
const FOLDERS = ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/usr/local/mysql/bin"];
const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 10_000;

const find = (name: string) =>
  FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;

/** What a test needs to start a server; null: it is not installed here. */
export function installedMariaDb(): { server: string; install: string } | null {
  const [server, install] = [find("mariadbd"), find("mariadb-install-db")];
  return server === null || install === null ? null : { server, install };
}

export interface TestMariaDb {
  /** Of an empty database. */
  url: string;
  execute(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** The server refuses to run as root: then as nobody. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(spawnSync("id", [flag, "nobody"]).stdout.toString());
  return { uid: id("-u"), gid: id("-g") };
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

async function connected(url: string, server: ChildProcess): Promise<mysql.Connection> {
  const end = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    try {
      return await mysql.createConnection({ uri: url, multipleStatements: true });
    } catch (error) {
      if (server.exitCode !== null || Date.now() > end) throw error;
      await pause(100);
    }
  }
}

/** A server of one's own on a port of this machine, with its data in a temporary folder. */
export async function startMariaDb({
  server,
  install,
}: {
  server: string;
  install: string;
}): Promise<TestMariaDb> {
  const folder = await mkdtemp(join(tmpdir(), "channelscope-mariadb-"));
  const user = unprivileged();
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const as = user ?? {};
  const data = join(folder, "data");
  const made = spawnSync(
    install,
    ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"],
    { ...as, cwd: folder, env: { ...process.env, HOME: folder } },
  );
  if (made.status !== 0) throw new Error(`MariaDB cannot be set up: ${made.stderr}${made.stdout}`);
  const port = await freePort();
  const running: ChildProcess = spawn(
    server,
    [
      "--no-defaults",
      `--datadir=${data}`,
      `--socket=${join(folder, "s")}`,
      `--pid-file=${join(folder, "pid")}`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      "--innodb-flush-log-at-trx-commit=0",
      "--innodb-buffer-pool-size=32M",
    ],
    { ...as, cwd: folder, stdio: "ignore", env: { ...process.env, HOME: folder } },
  );
  endWithThis(running, { graceMs: STOPS_WITHIN_MS });
  const exited = new Promise<void>((resolve) => running.once("exit", () => resolve()));
  const connection = await connected(`mysql://root@127.0.0.1:${port}/`, running).catch(
    async (error: unknown) => {
      running.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
      throw error;
    },
  );
  await connection.query(
    "create database platform character set utf8mb4; create user reader@'%' identified by 'secret'; grant select on platform.* to reader@'%'; use platform",
  );
  return {
    url: `mysql://reader:secret@127.0.0.1:${port}/platform`,
    execute: async (sql) => {
      await connection.query(sql);
    },
    close: async () => {
      await connection.end();
      running.kill("SIGTERM");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
