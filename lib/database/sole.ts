import { connect } from "./connect.ts";

/** Kinds of work of which one at a time goes on in an installation; each names its advisory lock. */
const LOCKS = { reprocess: 7_031_001 } as const;

/** The right to be the only one at this work until `release`; null when somebody else has it. Lost with the session. */
export async function beSole(
  databaseUrl: string,
  work: keyof typeof LOCKS,
): Promise<{ release(): Promise<void> } | null> {
  const client = await connect(databaseUrl, `channelscope ${work}`);
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
    LOCKS[work],
  ]);
  if (rows[0]?.taken === true) return { release: () => client.end() };
  await client.end();
  return null;
}
