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

/** What queries may call on every warehouse. */
export const functionsSql = (dialect: Dialect): string[] => [PROPERTY[dialect]];
