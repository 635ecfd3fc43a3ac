import pg from "pg";

/** Codes for "is there already", also when two ask at once. */
const EXISTS = ["42P04", "23505"];

/** Creates a database unless it is there. `url` is any database of the same server. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && EXISTS.includes(error.code ?? ""))) throw error;
  } finally {
    await client.end();
  }
}
