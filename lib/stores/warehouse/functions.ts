import { type Dialect, SCHEMA } from "./table.ts";

/**
 * `warehouse.property(properties, key)`: the value of a key at the top of a JSON text, as text; null where the key is
 * absent, its value empty, or there are no properties.
 */
const PROPERTY: Record<Dialect, string> = {
  postgres: `create or replace function ${SCHEMA}.property(varchar, varchar) returns varchar immutable
    as $$ select nullif(cast($1 as json) ->> $2, '') $$ language sql`,
  redshift: `create or replace function ${SCHEMA}.property(varchar(65535), varchar(256)) returns varchar(65535) immutable
    as $$ select nullif(json_extract_path_text($1, $2, true), '') $$ language sql`,
};

/** `warehouse.fingerprint(row)`: 24 bits of a hash of a text, as a number, so that sums of them stay exact. */
const FINGERPRINT: Record<Dialect, string> = {
  postgres: `create or replace function ${SCHEMA}.fingerprint(varchar) returns bigint immutable
    as $$ select cast(cast('x' || left(md5($1), 6) as bit(24)) as bigint) $$ language sql`,
  redshift: `create or replace function ${SCHEMA}.fingerprint(varchar(65535)) returns bigint immutable
    as $$ select strtol(left(md5($1), 6), 16) $$ language sql`,
};

/** What queries may call on every warehouse. */
export const functionsSql = (dialect: Dialect): string[] => [PROPERTY[dialect], FINGERPRINT[dialect]];
