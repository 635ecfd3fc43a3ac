/** What Redshift, which descends from PostgreSQL 8, does not know. */
const UNKNOWN: [RegExp, string][] = [
  [/\bon\s+conflict\b/, "ON CONFLICT"],
  [/\bfilter\s*\(\s*where\b/, "FILTER"],
  [/\breturning\b/, "RETURNING"],
  [/\bdistinct\s+on\b/, "DISTINCT ON"],
  [/\blateral\b/, "LATERAL"],
  [/\bcreate\s+(unique\s+)?index\b/, "indexes"],
  [/\bon\s+commit\s+(drop|delete|preserve)\b/, "ON COMMIT"],
  [/\bas\s+(not\s+)?materialized\b/, "MATERIALIZED"],
  [/\bfrom\s+stdin\b/, "COPY from the client"],
  [/\block\s+table\b.*\bin\b.*\bmode\b/, "lock modes"],
  [/\barray\s*\[|\w\[\]/, "arrays"],
  [/->>?/, "this operator"],
  [/\b(jsonb?|bytea|uuid|serial|bigserial|money|inet|xml|tsvector)\b(?!\s*\()/, "this type"],
  [
    /\b(generate_series|unnest|string_agg|array_agg|json_agg|jsonb_\w+|json_build_\w+|percentile_disc|mode|pg_(try_)?advisory\w*|width_bucket|gen_random_uuid|encode|decode|clock_timestamp|make_interval|to_jsonb?|num_nonnulls|regexp_match|regexp_matches|format)\s*\(/,
    "this function",
  ],
];

/** SQL without its texts and comments, in lower case. */
function bare(sql: string): string {
  return sql
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ")
    .replace(/'(?:[^']|'')*'/g, "''")
    .toLowerCase();
}

/** Of a cursor, on a single node. */
const MOST_FETCHED = 1_000;

/** Why Redshift refuses a statement; null: it would not. */
export function refusalOf(sql: string): string | null {
  const text = bare(sql);
  for (const [pattern, what] of UNKNOWN) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return `Redshift does not know ${what}: ${found.trim()}`;
  }
  const fetched = Number(/\bfetch\s+forward\s+(\d+)/.exec(text)?.[1] ?? 0);
  if (fetched > MOST_FETCHED) return `Redshift on a single node fetches ${MOST_FETCHED} rows at most`;
  return null;
}

/** Takes out what only Redshift knows; its function for JSON takes a text, PostgreSQL's of the same name does not. */
export function forPostgres(sql: string): string {
  return sql
    .replace(/ diststyle \w+( distkey \([^)]*\))?( compound sortkey \([^)]*\))?/gi, "")
    .replace(
      /json_extract_path_text\(([^,()]+), ([^,()]+), true\)/gi,
      "json_extract_path_text(cast($1 as json), $2)",
    )
    .replace(
      /strtol\(left\(md5\(\$1\), 6\), 16\)/gi,
      "cast(cast('x' || left(md5($1), 6) as bit(24)) as bigint)",
    );
}
