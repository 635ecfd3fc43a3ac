import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Archive } from "../../stores/archive/port.ts";
import { CopyRefused, parseCopy, parseTable, readManifest } from "./copy.ts";
import { forPostgres, refusalOf } from "./refusals.ts";
import { encode, errorMessage, type Message, messagesOf, queryMessage, textAt } from "./wire.ts";

interface RedshiftStandIn {
  /** `redshift://…` of the same database. */
  url: string;
  close(): Promise<void>;
}

interface Options {
  /** Of a PostgreSQL server. */
  databaseUrl: string;
  archive: Archive;
  /** Where S3 has the archive. */
  root: string;
  /** Is told every statement. */
  heard?: (sql: string) => void;
}

const NOT_SUPPORTED = "0A000";
const INTERNAL = "XX000";

/** Fails as the server itself does, which breaks off a transaction. */
const failing = (code: string, text: string) =>
  queryMessage(
    `do $refused$ begin raise exception using errcode = '${code}', message = '${text.replaceAll("'", "''")}'; end $refused$`,
  );

/** One client: what it says goes to PostgreSQL, unless Redshift would refuse it or it is a COPY from S3. */
class Session {
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #options: Options;
  readonly #tables = new Map<string, string[]>();
  /** Rows for the COPY that the server is about to take. */
  #lines: string | null = null;
  #skipping: boolean = false;

  constructor(near: Socket, far: Socket, options: Options) {
    this.#near = near;
    this.#far = far;
    this.#options = options;
  }

  async fromClient(): Promise<void> {
    for await (const message of messagesOf(this.#near, { untypedFirst: true })) {
      if (message.type === "S") this.#skipping = false;
      if (this.#skipping) continue;
      const passed = await this.#judge(message);
      if (passed !== null) this.#far.write(encode(passed));
    }
  }

  async fromServer(): Promise<void> {
    for await (const message of messagesOf(this.#far, { untypedFirst: false })) {
      if (message.type === "G" && this.#lines !== null) {
        this.#far.write(encode({ type: "d", body: Buffer.from(this.#lines) }));
        this.#far.write(encode({ type: "c", body: Buffer.alloc(0) }));
        this.#lines = null;
      } else this.#near.write(encode(message));
    }
  }

  /** What the server is to hear instead; null: nothing. */
  async #judge(message: Message): Promise<Message | null> {
    if (message.type === "Q") return this.#judgeQuery(textAt(message.body, 0).text);
    if (message.type !== "P") return message;
    const name = textAt(message.body, 0);
    const sql = textAt(message.body, name.end);
    this.#options.heard?.(sql.text);
    const refusal = refusalOf(sql.text);
    if (refusal === null) return message;
    this.#near.write(encode(errorMessage(NOT_SUPPORTED, refusal)));
    this.#skipping = true;
    return null;
  }

  async #judgeQuery(sql: string): Promise<Message> {
    this.#options.heard?.(sql);
    const refusal = refusalOf(sql);
    if (refusal !== null) return failing(NOT_SUPPORTED, refusal);
    const table = parseTable(sql);
    if (table !== null) this.#tables.set(table.name, table.types);
    try {
      const copy = parseCopy(sql);
      if (copy === null) return queryMessage(forPostgres(sql));
      const types = this.#tables.get(copy.table);
      if (types === undefined) throw new CopyRefused(`There is no table ${copy.table}`);
      const { archive, root } = this.#options;
      this.#lines = await readManifest(archive, root, copy.url, types);
      return queryMessage(`copy ${copy.table} from stdin`);
    } catch (error) {
      if (!(error instanceof CopyRefused)) throw error;
      return failing(INTERNAL, error.message);
    }
  }
}

/**
 * Speaks the PostgreSQL wire in front of a real server as far as Redshift differs: it executes COPY of Parquet by a
 * manifest, and refuses what Redshift refuses.
 */
export async function startRedshiftStandIn(options: Options): Promise<RedshiftStandIn> {
  const { hostname, port } = new URL(options.databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on("error", end);
      socket.on("close", end);
    }
    const session = new Session(near, far, options);
    for (const run of [session.fromClient(), session.fromServer()]) run.then(end, end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(options.databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href.replace(/^postgres(ql)?:/, "redshift:"),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
