import { statfs } from "node:fs/promises";
import type { Pool } from "pg";
import { HOUR_MS } from "../hour.ts";
import type { IndexNode, IndexPart, IndexState } from "../inspection.ts";
import { hourOfPartition } from "./hours.ts";
import { CELLS, TABLE } from "./schema.ts";

/** The same as Elasticsearch's defaults, as shares of the disk. */
const WATERMARKS = { low: 0.85, high: 0.9, flood: 0.95 };
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const PARTS = `
  select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes,
         greatest(c.reltuples, s.n_live_tup, 0)::float8 as documents
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    left join pg_stat_user_tables s on s.relid = c.oid
   where i.inhparent = to_regclass('${TABLE}') and not i.inhdetachpending order by 1`;

/** A table per hour; a database that answers has all of them. */
export async function inspect(pool: Pool, url: string): Promise<IndexState> {
  const [parts, cells, node] = await Promise.all([
    pool.query<{ name: string; bytes: number; documents: number }>(PARTS),
    pool.query<{ bytes: number }>(`select pg_total_relation_size('${CELLS}')::float8 as bytes`),
    readNode(pool, url),
  ]);
  const alone = { status: "green", shards: 1, replicas: 0, unassigned: 0 } as const;
  const hours = parts.rows.map((row): IndexPart => {
    const from = hourOfPartition(row.name);
    return { ...row, ...alone, from, to: from === null ? null : from + HOUR_MS };
  });
  const packed: IndexPart = {
    ...alone,
    name: "cells",
    from: null,
    to: null,
    documents: 0,
    bytes: cells.rows[0]?.bytes ?? 0,
  };
  return { status: "green", parts: packed.bytes > 0 ? [packed, ...hours] : hours, nodes: [node] };
}

/** The disk of the data folder, when the server says where that is and runs on this machine. */
async function readNode(pool: Pool, url: string): Promise<IndexNode> {
  const { hostname, host } = new URL(url);
  const { rows } = await pool.query<{ folder: string | null }>(
    `select case when pg_has_role('pg_read_all_settings', 'member')
       then current_setting('data_directory', true) end as folder`,
  );
  const folder = rows[0]?.folder ?? null;
  const disk = folder === null || !LOOPBACK.has(hostname) ? null : await diskOf(folder);
  return { name: host, disk };
}

async function diskOf(folder: string): Promise<IndexNode["disk"]> {
  try {
    const { blocks, bavail, bsize } = await statfs(folder);
    const totalBytes = blocks * bsize;
    const at = (share: number) => totalBytes * share;
    return {
      usedBytes: totalBytes - bavail * bsize,
      totalBytes,
      watermarks: { low: at(WATERMARKS.low), high: at(WATERMARKS.high), flood: at(WATERMARKS.flood) },
    };
  } catch {
    return null; // closed to this process, or on another machine after all
  }
}
