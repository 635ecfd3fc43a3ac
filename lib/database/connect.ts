import pg from "pg";
import { SetupError } from "../setup-error.ts";

/** A session of its own, or a `SetupError` that says in one line what is wrong with the address or the credentials. */
export async function connect(url: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
  });
  // Whoever waits for an answer is told by it; without a listener, a session that breaks ends the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new SetupError(explain(new URL(url), error), { cause: error });
  }
}

/** PostgreSQL's codes for a wrong password, a refused user and a missing database. */
function explain(url: URL, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const server = `PostgreSQL at ${url.hostname}:${url.port || 5432}`;
  if (code === "28P01" || code === "28000") {
    return `${server} refuses the user "${decodeURIComponent(url.username)}": check the credentials in DATABASE_URL.`;
  }
  if (code === "3D000") {
    return `${server} has no database "${url.pathname.slice(1)}": create it, or correct DATABASE_URL.`;
  }
  const reason = error instanceof Error && error.message !== "" ? error.message : String(code ?? error);
  return `${server} cannot be used, check DATABASE_URL: ${reason}.`;
}
