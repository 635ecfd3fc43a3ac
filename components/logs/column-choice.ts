/** What a column of the list is called, and the room it takes. */
interface ColumnLook {
  id: string;
  title: string;
  /** Grid track where the list has room. */
  wide: string;
  /** Where it has little; null: only the open request tells. */
  narrow: string | null;
}

/** In the order in which they stand. Time is always there: it opens the request. */
export const COLUMN_LOOKS = [
  { id: "timestamp", title: "Time", wide: "7.25rem", narrow: "6.25rem" },
  { id: "outcome", title: "Outcome", wide: "5.5rem", narrow: "4.5rem" },
  { id: "kind", title: "Kind", wide: "4.5rem", narrow: null },
  { id: "method", title: "Method", wide: "4.5rem", narrow: null },
  { id: "endpoint", title: "Endpoint", wide: "minmax(6rem,13rem)", narrow: "minmax(0,1fr)" },
  { id: "duration_ms", title: "Duration", wide: "4.75rem", narrow: "4rem" },
  { id: "attempt", title: "Attempt", wide: "4rem", narrow: null },
  { id: "fault", title: "Fault", wide: "6.5rem", narrow: null },
  { id: "user_id", title: "User", wide: "10rem", narrow: null },
  { id: "recipe_id", title: "Recipe", wide: "7rem", narrow: null },
  { id: "request_id", title: "Request id", wide: "8rem", narrow: null },
  { id: "worker", title: "Worker", wide: "7rem", narrow: null },
  { id: "request_bytes", title: "Sent", wide: "4.5rem", narrow: null },
  { id: "response_bytes", title: "Received", wide: "4.5rem", narrow: null },
  { id: "message", title: "Message", wide: "minmax(7rem,1fr)", narrow: null },
] as const satisfies readonly ColumnLook[];

export type ColumnId = (typeof COLUMN_LOOKS)[number]["id"];

export const ALWAYS: ColumnId = "timestamp";
const USUAL: readonly ColumnId[] = ["timestamp", "outcome", "endpoint", "duration_ms", "message"];

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];
export const ROW_HEIGHTS: Record<Density, number> = { comfortable: 34, compact: 26 };

/** How somebody likes the list; kept in a cookie. */
export interface LogsLook {
  columns: readonly ColumnId[];
  density: Density;
}

const known = (ids: readonly string[]): ColumnId[] =>
  COLUMN_LOOKS.map((look) => look.id).filter((id) => id === ALWAYS || ids.includes(id));

/** As a cookie keeps it: `compact:timestamp.outcome`. */
export function formatLook({ columns, density }: LogsLook): string {
  return `${density}:${columns.join(".")}`;
}

/** What a cookie says; the usual look for none, and without what is unknown. */
export function parseLook(text: string | undefined): LogsLook {
  const [density, columns] = (text ?? "").split(":");
  return {
    columns: columns === undefined ? USUAL : known(columns.split(".")),
    density: DENSITIES.find((name) => name === density) ?? "comfortable",
  };
}

export function withColumn(columns: readonly ColumnId[], id: ColumnId, shown: boolean): ColumnId[] {
  return known(shown ? [...columns, id] : columns.filter((other) => other !== id));
}

/** Grid tracks of the chosen columns, with much room and with little. */
export function tracksOf(columns: readonly ColumnId[]): { wide: string; narrow: string } {
  const looks: ColumnLook[] = COLUMN_LOOKS.filter((look) => columns.includes(look.id));
  const filled = (tracks: string[]) =>
    tracks.some((track) => track.includes("fr")) ? tracks.join(" ") : `${tracks.join(" ")} minmax(0,1fr)`;
  return {
    wide: filled(looks.map((look) => look.wide)),
    narrow: filled(looks.flatMap((look) => look.narrow ?? [])),
  };
}
