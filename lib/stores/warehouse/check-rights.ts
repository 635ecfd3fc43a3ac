import type pg from "pg";
import { ReportsNotSetUp } from "./port.ts";
import { type Dialect, SCHEMA } from "./table.ts";

const MIGHTY = `select usesuper or has_schema_privilege(current_user, '${SCHEMA}', 'create') as mighty
  from pg_user where usename = current_user`;

/** A table that the role can read and that is not the warehouse's; those of extensions are everybody's. */
const FOREIGN = `select n.nspname || '.' || c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f')
    and n.nspname not in ('${SCHEMA}', 'pg_catalog', 'information_schema')
    and n.nspname not like 'pg\\_%'
    and has_schema_privilege(n.oid, 'usage')
    and (has_table_privilege(c.oid, 'select') or has_any_column_privilege(c.oid, 'select'))
    and not exists (
      select 1 from pg_depend d
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
    )
  limit 1`;

/** Whether a row of `pg_proc` takes or returns advisory locks. */
const LOCK_FUNCTIONS = `pronamespace = 'pg_catalog'::regnamespace and proname like 'pg\\_%advisory%lock%'`;

/** What of `pg_proc` a query could keep others from working with: locks, and the end of a colleague's session. */
export const WITHHELD_FUNCTIONS = `((${LOCK_FUNCTIONS})
  or (pronamespace = 'pg_catalog'::regnamespace and proname = 'pg_terminate_backend'))`;

const MAY_LOCK = `select 1 from pg_proc where ${LOCK_FUNCTIONS} and has_function_privilege(oid, 'execute') limit 1`;

const refuse = (reason: string) =>
  new ReportsNotSetUp(
    `Reports stay off: their role ${reason}. Give it the schema ${SCHEMA} to read, no more.`,
  );

/** Whatever the role was given: it must not read other data, nor change any. Throws `ReportsNotSetUp`. */
export async function checkRights(client: pg.Client, dialect: Dialect): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(MIGHTY);
  if (rows[0]?.mighty !== false) throw refuse("may change the warehouse");
  if (dialect === "redshift") return;
  const [foreign] = (await client.query<{ name: string }>(FOREIGN)).rows;
  if (foreign !== undefined) throw refuse(`can read ${foreign.name}`);
}

/** Whether the role can take the locks by which the product's own jobs keep apart; Redshift has none. */
export async function mayLock(client: pg.Client, dialect: Dialect): Promise<boolean> {
  if (dialect === "redshift") return false;
  return (await client.query(MAY_LOCK)).rows.length > 0;
}
