/** Days that the builder offers, up to yesterday: today would look like a fall. */
export const QUESTION_DAYS = [7, 28, 90, 180, 365] as const;
export const STEPS = ["hour", "day", "week", "month"] as const;
type Step = (typeof STEPS)[number];

type Source = "interactions" | "api_requests_hourly";

interface Measure {
  label: string;
  source: Source;
  /** SQL of the figure. */
  sql: string;
  /** What the figure is made for, one at a time, to be summed; otherwise it is made for all at once. */
  each?: string;
}

const countOf = (type: string, column: "recipe_id" | "user_id") =>
  `count(distinct case when type = '${type}' then ${column} end)`;
const KIND = "warehouse.property(properties, 'kind')";
const runsWhere = (condition: string) =>
  `sum(case when type = 'recipe_run' and ${condition} then 1 else 0 end)`;
/** A run is told by each side of its Recipe: the side of which there are more counts, and what names none. */
const RUNS = `greatest(${runsWhere(`${KIND} = 'trigger'`)},
                ${runsWhere(`${KIND} = 'action'`)})
         + ${runsWhere(`coalesce(${KIND}, 'none') not in ('trigger', 'action')`)}`;

/** What can be counted; its name is that of the answer's column. */
export const MEASURES = {
  people: { label: "People", source: "interactions", sql: "count(distinct user_id)" },
  people_who_created: {
    label: "People who created a Recipe",
    source: "interactions",
    sql: countOf("recipe_created", "user_id"),
  },
  recipes_created: {
    label: "Recipes created",
    source: "interactions",
    sql: countOf("recipe_created", "recipe_id"),
  },
  recipes_enabled: {
    label: "Recipes enabled",
    source: "interactions",
    sql: countOf("recipe_enabled", "recipe_id"),
  },
  recipes_disabled: {
    label: "Recipes disabled",
    source: "interactions",
    sql: countOf("recipe_disabled", "recipe_id"),
  },
  recipes_run: {
    label: "Recipes that ran",
    source: "interactions",
    sql: countOf("recipe_run", "recipe_id"),
  },
  recipe_runs: {
    label: "Runs of Recipes",
    source: "interactions",
    sql: RUNS,
    each: "case when type = 'recipe_run' then coalesce(recipe_id, id) end",
  },
  connections: {
    label: "People who connected a Channel",
    source: "interactions",
    sql: countOf("channel_connected", "user_id"),
  },
  requests: { label: "API requests", source: "api_requests_hourly", sql: "sum(requests)" },
  failures: { label: "Failed API requests", source: "api_requests_hourly", sql: "sum(failures)" },
  failure_percent: {
    label: "Failed API requests, percent",
    source: "api_requests_hourly",
    sql: "round(100.0 * sum(failures) / nullif(sum(requests), 0), 2)",
  },
  mean_duration_ms: {
    label: "Mean duration of API requests, ms",
    source: "api_requests_hourly",
    sql: "round(cast(sum(duration_ms_sum) / nullif(sum(requests), 0) as decimal(18, 4)), 1)",
  },
} as const satisfies Record<string, Measure>;
export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as [MeasureName, ...MeasureName[]];

/** By what it can be broken down, of each source: columns, and what they are called. */
export const DIMENSIONS: Record<Source, Record<string, string>> = {
  interactions: {
    channel: "Channel",
    type: "What they did",
    platform: "Platform",
    country: "Country",
  },
  api_requests_hourly: {
    channel: "Channel",
    endpoint: "Endpoint",
    kind: "Trigger or action",
    status_class: "Class of status",
  },
};
const AT: Record<Source, string> = { interactions: "occurred_at", api_requests_hourly: "hour_at" };

/** Properties of interactions that every installation has. */
export const KNOWN_PROPERTIES = ["kind", "endpoint"] as const;
const PROPERTY_KEY = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** What the builder asks. */
export interface Question {
  measure: MeasureName;
  /** A dimension's name, `property:KEY`, or null: all together. */
  breakdown: string | null;
  /** null: one figure for all of the range. */
  step: Step | null;
  range: { days: number } | { from: string; to: string };
  /** A slug; null: all Channels. */
  channel: string | null;
}

export const FIRST_QUESTION: Question = {
  measure: "people",
  breakdown: null,
  step: "day",
  range: { days: 28 },
  channel: null,
};

/** The key of a breakdown by a property; null: it is by something else. */
export const propertyOf = (breakdown: string | null): string | null =>
  breakdown?.startsWith("property:") ? breakdown.slice("property:".length) : null;

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Why it cannot be asked, in words; null: it can. */
export function problemOf({ measure, breakdown, channel, range }: Question): string | null {
  const { source } = MEASURES[measure];
  const key = propertyOf(breakdown);
  if (key !== null && source !== "interactions") return "API requests have no properties.";
  if (key !== null && !PROPERTY_KEY.test(key)) return "A property is named by letters, digits, _, . and -.";
  if (key === null && breakdown !== null && !Object.hasOwn(DIMENSIONS[source], breakdown))
    return `${MEASURES[measure].label} cannot be broken down by ${breakdown}.`;
  if (channel !== null && !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(channel))
    return "A Channel is named by its slug.";
  if ("from" in range && !(isDay(range.from) && isDay(range.to))) return "Choose the first day and the last.";
  if ("from" in range && range.from > range.to) return "The first day must not be after the last.";
  return null;
}

/** An unquoted name for the column of a property. */
function columnOf(key: string): string {
  const plain = key.toLowerCase().replace(/[^a-z0-9_]/g, "_");
  return /^[a-z]/.test(plain) && !(plain in MEASURES) ? plain : `property_${plain}`;
}

interface Part {
  expression: string;
  name: string;
}

function breakdownPart(breakdown: string | null): Part | null {
  if (breakdown === null) return null;
  const key = propertyOf(breakdown);
  if (key === null) return { expression: `coalesce(${breakdown}, 'none')`, name: breakdown };
  return { expression: `coalesce(warehouse.property(properties, '${key}'), 'none')`, name: columnOf(key) };
}

function stepPart(step: Step | null, at: string): Part | null {
  if (step === null) return null;
  const start = `date_trunc('${step}', ${at})`;
  return { expression: step === "hour" ? start : `cast(${start} as date)`, name: `${step}_begins` };
}

/** Weeks and months are whole ones: half of one would look like a fall, too. */
function rangeSql(range: Question["range"], step: Step | null, at: string): string[] {
  if ("from" in range) return [`${at} >= date '${range.from}'`, `${at} < date '${range.to}' + 1`];
  if (step !== "week" && step !== "month")
    return [`${at} >= current_date - ${range.days}`, `${at} < current_date`];
  const beginOf = (day: string) => `cast(date_trunc('${step}', ${day}) as date)`;
  const end = beginOf("current_date");
  return [`${at} >= ${beginOf(`${end} - ${range.days}`)}`, `${at} < ${end}`];
}

interface Select {
  parts: readonly Part[];
  figure: Part;
  from: string;
  where?: readonly string[];
  groups: readonly string[];
}

function selectSql({ parts, figure, from, where = [], groups }: Select): string[] {
  const columns = [...parts, figure].map(({ expression, name }) => `${expression} as ${name}`);
  const lines = [`select ${columns.join(",\n       ")}`, `from ${from}`];
  if (where.length > 0) lines.push(`where ${where.join("\n  and ")}`);
  if (groups.length > 0) lines.push(`group by ${groups.join(", ")}`);
  return lines;
}

/** Sums of what is made for each. Within, a part's name is none that SQL or another column has. */
function sumsSql({ parts, figure, groups, ...select }: Select, each: string): string[] {
  const made = selectSql({
    ...select,
    parts: parts.map(({ expression }, place) => ({ expression, name: `part_${place + 1}` })),
    figure: { expression: figure.expression, name: "figure" },
    groups: [...groups, each],
  });
  return selectSql({
    parts: parts.map(({ name }, place) => ({ expression: `part_${place + 1}`, name })),
    figure: { expression: "sum(figure)", name: figure.name },
    from: `(\n  ${made.join("\n").replaceAll("\n", "\n  ")}\n) each_one`,
    groups,
  });
}

/**
 * The question as SQL that every warehouse knows, to be read and changed by people. The question must have no problem
 * (`problemOf`).
 */
export function sqlOf(question: Question): string {
  const { measure, breakdown, step, range, channel } = question;
  const { source, sql, label, each }: Measure = MEASURES[measure];
  const at = AT[source];
  const parts = [stepPart(step, at), breakdownPart(breakdown)].filter((part) => part !== null);
  const places = parts.map((_, place) => String(place + 1));
  const select = {
    parts,
    figure: { expression: sql, name: measure },
    from: `warehouse.${source}`,
    where: [...rangeSql(range, step, at), ...(channel === null ? [] : [`channel = '${channel}'`])],
    groups: places,
  };
  const lines = [`-- ${label}`, ...(each === undefined ? selectSql(select) : sumsSql(select, each))];
  if (step !== null) lines.push(`order by ${places.join(", ")}`);
  else if (parts.length > 0) lines.push(`order by ${parts.length + 1} desc`);
  return lines.join("\n");
}
