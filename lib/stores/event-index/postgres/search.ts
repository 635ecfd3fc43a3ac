import type { Pool } from "pg";
import type { EventQuery } from "../../../events/query/types.ts";
import { decodeCursor, encodeCursor, type Position } from "../cursor.ts";
import { HOUR_MS, hourOf } from "../hour.ts";
import type { PageRequest, SearchPage } from "../port.ts";
import { Bindings, whereSql } from "./conditions.ts";
import { eventOf, READ_COLUMNS, type Row } from "./row.ts";
import { TABLE } from "./schema.ts";
import { promising, type Stretch } from "./snapshot.ts";

/** The first look is at 2 hours, each further one at four times as many: planning costs as much as hours named. */
const FIRST_WINDOW = 2 * HOUR_MS;
const GROWTH = 4;

/** Looks through the range from its near end, and stops when the page is full. */
export async function search(
  pool: Pool,
  query: EventQuery,
  { limit, cursor, order = "newest" }: PageRequest,
): Promise<SearchPage> {
  const after = cursor === undefined ? null : decodeCursor(cursor);
  const rows: Row[] = [];
  for await (const window of windows(pool, { ...query, ...narrowed(query, after, order) }, order)) {
    const statement = pageStatement({ ...query, ...window }, after, order, limit + 1 - rows.length);
    const result = await pool.query<Row>(statement.sql, statement.values);
    rows.push(...result.rows);
    if (rows.length > limit) break;
  }
  const events = rows.slice(0, limit).map(eventOf);
  const last = events.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { events, next: more ? encodeCursor([last.timestamp, last.channel, last.id]) : null };
}

type Order = NonNullable<PageRequest["order"]>;

function narrowed({ from, to }: Stretch, after: Position | null, order: Order): Stretch {
  if (after === null) return { from, to };
  return order === "newest"
    ? { from, to: Math.min(to, after[0] + 1) }
    : { from: Math.max(from, after[0]), to };
}

/** Only once the nearest hours did not fill the page is it worth asking which others can. */
async function* windows(pool: Pool, query: EventQuery, order: Order): AsyncGenerator<Stretch> {
  const [near, far] = split(query, FIRST_WINDOW, order);
  yield near;
  if (far.from >= far.to) return;
  const stretches = await promising(pool, { ...query, ...far });
  if (order === "newest") stretches.reverse();
  let width = FIRST_WINDOW;
  for (const stretch of stretches) {
    let rest = stretch;
    while (rest.from < rest.to) {
      width *= GROWTH;
      const [window, beyond] = split(rest, width, order);
      yield window;
      rest = beyond;
    }
  }
}

/** The near part, to a whole hour, and the rest. */
function split({ from, to }: Stretch, width: number, order: Order): [near: Stretch, rest: Stretch] {
  const at = order === "newest" ? Math.max(from, hourOf(to - width)) : Math.min(to, hourOf(from + width));
  const [early, late] = [
    { from, to: at },
    { from: at, to },
  ];
  return order === "newest" ? [late, early] : [early, late];
}

/** Of a single Channel the rest of the order is (timestamp, id), which its indexes give without sorting. */
function pageStatement(query: EventQuery, after: Position | null, order: Order, limit: number) {
  const bindings = new Bindings();
  const direction = order === "newest" ? "desc" : "asc";
  const single = query.scope.channels !== "all" && query.scope.channels.length === 1;
  const columns = single ? ["timestamp", "id"] : ["timestamp", "channel", "id"];
  let where = whereSql(query, bindings);
  if (after !== null) {
    const position = (single ? [after[0], after[2]] : after).map((value) => bindings.add(value));
    where += ` and (${columns.join(", ")}) ${order === "newest" ? "<" : ">"} (${position.join(", ")})`;
  }
  const by = columns.map((column) => `${column} ${direction}`).join(", ");
  const sql = `select ${READ_COLUMNS} from ${TABLE} where ${where} order by ${by} limit ${bindings.add(limit)}`;
  return { sql, values: bindings.values };
}
