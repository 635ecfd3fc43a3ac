import type pg from "pg";
import { AppError } from "../errors.ts";
import { connect } from "./connect.ts";

/** Kinds of work of which one at a time goes on in an installation; each names its advisory lock. */
const LOCKS = { reprocess: 7_031_001 } as const;

/** The right to be the only one at some work. */
export interface Sole {
  /** Aborted once the session is lost, and the right with it: whoever works must stop. */
  lost: AbortSignal;
  release(): Promise<void>;
}

/** The right to be the only one at this work until `release`; null when somebody else has it. */
export async function beSole(databaseUrl: string, work: keyof typeof LOCKS): Promise<Sole | null> {
  const client = await connect(databaseUrl, `channelscope ${work}`);
  const lost = new AbortController();
  client.on("error", (cause) => {
    const message = `The lock was lost with its session; nothing was left half way. Begin the ${work} again.`;
    lost.abort(new AppError("unavailable", message, { cause }));
  });
  const release = () => client.end();
  try {
    if (await tryLock(client, LOCKS[work])) return { lost: lost.signal, release };
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return null;
}

async function tryLock(client: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [lock]);
  return rows[0]?.taken === true;
}
