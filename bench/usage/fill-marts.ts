import { findTables } from "../../etl/find-tables.ts";
import type { Warehouse } from "../../lib/stores/warehouse/port.ts";

/** What there is, for each Channel and window. */
const [ENDPOINTS, PAIRS, COUNTRIES, RECIPES] = [6, 12, 15, 10];

export interface Extent {
  channels: number;
  days: number;
  /** `YYYY-MM-DD`. */
  last: string;
}

/** A SELECT for each mart, as its jobs would fill it for every Channel and day. */
function selects({ channels, days, last }: Extent): Record<string, string> {
  const from = `from generate_series(0, ${days - 1}) day
    cross join generate_series(0, ${channels - 1}) channel`;
  const windows = (list: string) => `cross join (values ${list}) windows (days)`;
  const all = windows("(1), (7), (28), (91)");
  const long = windows("(7), (28), (91)");
  const start = `'channel-' || channel, date '${last}' - day`;
  const some = (most: number) => `cross join generate_series(1, ${most}) n`;
  return {
    channel_users_windowed: `select ${start}, days, 900 + days, 90, 80, 70, 60, 50 ${from} ${all}`,
    channel_recipes_daily: `select ${start}, 9, 8, 7, 6, 30000, 5000, 40, 10 ${from}`,
    channel_endpoints_windowed: `select ${start}, days, 'trigger', 'endpoint_' || n, 1000 / n, 90, 80
      ${from} ${all} ${some(ENDPOINTS)}`,
    channel_pairs_daily: `select ${start}, days, 'channel-' || (channel + n) % ${channels}, 90 / n, 50
      ${from} ${long} ${some(PAIRS)}`,
    channel_audience_windowed: `select ${start}, days, case when n <= 3 then 'platform' else 'country' end, 'v' || n, 100 / n
      ${from} ${long} ${some(COUNTRIES + 3)}`,
    channel_top_recipes_windowed: `select ${start}, days, 'recipe-' || channel || '-' || n, n, 1000 / n
      ${from} ${long} ${some(RECIPES)}`,
    channel_retention_weekly: `select 'channel-' || channel, week - 7 * later, week + 6, later, 100 - 5 * later
      from (select cast(date_trunc('week', date '${last}' - day) as date) as week, channel, later
            ${from} cross join generate_series(0, 13) later where day % 7 = 0 and day > 6) weeks`,
  };
}

/** Fills Usage's marts of an empty PostgreSQL warehouse; answers how many rows there are. */
export async function fillMarts(warehouse: Warehouse, extent: Extent): Promise<number> {
  const tables = await findTables();
  const marts = Object.entries(selects(extent));
  await warehouse.prepare(marts.flatMap(([name]) => tables.get(name) ?? []));
  let rows = 0;
  for (const [name, select] of marts)
    rows += await warehouse.transaction(({ execute }) => execute(`insert into warehouse.${name} ${select}`));
  await warehouse.transaction(({ execute }) => execute("analyze"));
  return rows;
}
