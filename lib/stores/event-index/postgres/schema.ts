export const TABLE = "event_index.api_requests";
export const CELLS = "event_index.cells";
export const SEALED_HOURS = "event_index.cell_hours";

/** Typed where a query looks, fixed widths first; `details` keeps the rest as it came. */
export const CREATE_TABLE = `
  create table if not exists ${TABLE} (
    timestamp bigint not null,
    accepted_at bigint not null,
    duration_ms double precision not null,
    request_bytes bigint,
    response_bytes bigint,
    attempt bigint,
    checksum integer not null,
    status_code smallint,
    failed boolean not null,
    channel text collate "C" not null,
    id text collate "C" not null,
    outcome text collate "C" not null,
    fault text collate "C",
    kind text collate "C",
    endpoint text collate "C",
    method text collate "C",
    error_type text collate "C",
    error_label text collate "C",
    error_pattern text collate "C",
    recipe_id text collate "C",
    run_id text collate "C",
    worker text collate "C",
    user_id text collate "C",
    request_id text collate "C",
    url text collate "C",
    words tsvector not null,
    details json
  ) partition by range (timestamp)`;

/**
 * Closed hours, packed for charts (see cells.ts). They follow from the rows: the transaction that adds a row to a
 * sealed hour unseals it.
 */
export const CREATE_CELLS = `
  create table if not exists ${SEALED_HOURS} (hour bigint primary key);
  create table if not exists ${CELLS} (
    hour bigint not null,
    channel text collate "C" not null,
    kind text collate "C",
    endpoint text collate "C",
    method text collate "C",
    worker text collate "C",
    status_code smallint,
    outcome text collate "C" not null,
    failed boolean not null,
    fault text collate "C",
    error_type text collate "C",
    error_label text collate "C",
    requests bytea not null,
    recipes bytea
  );
  create index if not exists cells_hour_channel on ${CELLS} (hour, channel)`;

/**
 * Ids are not in the time indexes: equal timestamps of one Channel are few enough to sort. Errors with a type are a few
 * of all failures, and asked for alone: was the network to blame?
 */
const INDEXES: Record<string, string> = {
  identity: "unique index %n on %t (channel, id)",
  recent: "index %n on %t (channel, timestamp)",
  failures: "index %n on %t (channel, timestamp) where failed",
  errors: "index %n on %t (channel, timestamp) where error_type is not null",
  recipe: "index %n on %t (recipe_id) where recipe_id is not null",
  run: "index %n on %t (run_id) where run_id is not null",
  person: "index %n on %t (user_id) where user_id is not null",
  request: "index %n on %t (request_id) where request_id is not null",
  words: "index %n on %t using gin (words)",
};

/** Names of an hour's indexes, each `<table>_<name>`. */
export const INDEX_NAMES = Object.keys(INDEXES);

/** The indexes of one hour's table, named after it; unqualified index names land in the table's schema. */
export function createIndexes(partition: string): string {
  return Object.entries(INDEXES)
    .map(
      ([name, definition]) =>
        `create ${definition.replace("%n", `${partition}_${name}`).replace("%t", `event_index.${partition}`)}`,
    )
    .join(";\n");
}
