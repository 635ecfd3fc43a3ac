import type pg from "pg";

/** Works with a connection of the pool, which does not get it back when that failed. */
export async function borrow<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    const done = await work(client);
    broken = false;
    return done;
  } finally {
    client.release(broken);
  }
}
