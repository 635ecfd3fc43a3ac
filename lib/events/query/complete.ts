import { FIELDS, type FieldSpec, fieldNamed } from "./fields.ts";
import { formatValue } from "./format.ts";
import { type Token, tokenize } from "./tokenize.ts";
import type { KeywordField } from "./types.ts";

/** Values that occur, most frequent first. */
export type KnownValues = Partial<Record<KeywordField, { value: string; count: number }[]>>;

export interface Completion {
  /** What is put in the place of `from` to `to`. */
  insert: string;
  /** What stands in the list. */
  label: string;
  /** What it means, or how often it occurs. */
  detail: string | null;
  count: number | null;
}

interface Completions {
  /** The part of the text that a choice replaces. */
  from: number;
  to: number;
  items: Completion[];
}

const MOST = 12;
const STATUSES = ["5xx", "4xx", "2xx", "3xx", "none", "429", "503", "500", "401", ">=500"];

const plain = (insert: string, detail: string | null = null): Completion => ({
  insert,
  label: insert,
  detail,
  count: null,
});

/** Values of a field that begin with what is typed; among keywords also those that contain it. */
function valuesOf(spec: FieldSpec, typed: string, known: KnownValues): Completion[] {
  const wanted = typed.toLowerCase();
  if (spec.type === "number") {
    const examples = spec.examples.map((example) => example.slice(example.indexOf(":") + 1));
    return examples.filter((example) => example.startsWith(wanted)).map((example) => plain(example));
  }
  if (spec.type === "keyword") {
    const found = known[spec.field] ?? [];
    const counts = new Map(found.map(({ value, count }) => [value, count]));
    const all = [...new Set([...counts.keys(), ...(spec.values ?? [])])];
    const begins = all.filter((value) => value.toLowerCase().startsWith(wanted));
    const contains = all.filter((value) => !begins.includes(value) && value.toLowerCase().includes(wanted));
    return [...begins, ...contains].map((value) => ({
      insert: formatValue(value),
      label: value,
      detail: null,
      count: counts.get(value) ?? null,
    }));
  }
  const values = spec.type === "status" ? STATUSES : spec.values;
  return values.filter((value) => value.startsWith(wanted)).map((value) => plain(value));
}

function fieldsFor(typed: string, minus: string): Completion[] {
  const wanted = typed.toLowerCase();
  return FIELDS.filter((spec) => [spec.name, ...spec.aliases].some((name) => name.startsWith(wanted))).map(
    (spec) => plain(`${minus}${spec.name}:`, spec.description),
  );
}

const NOTHING: Completions = { from: 0, to: 0, items: [] };

function withinValue(token: Token, cursor: number, known: KnownValues): Completions {
  const spec = token.field === null ? undefined : fieldNamed(token.field);
  const part = token.values.find(({ start, end }) => cursor >= start && cursor <= end);
  if (spec === undefined || part === undefined) return NOTHING;
  const others = token.values.filter((other) => other !== part).map(({ text }) => text);
  const typed = part.quoted ? part.text : part.text.slice(0, cursor - part.start);
  const items = valuesOf(spec, typed, known).filter(
    ({ label }) => !others.includes(label) && (label !== part.text || part.end !== cursor),
  );
  return { from: part.start, to: part.end, items: items.slice(0, MOST) };
}

/** What could stand at the cursor: a field's name, or a value of the field before it. */
export function completionsAt(text: string, cursor: number, known: KnownValues): Completions {
  const token = tokenize(text).find(({ start, end }) => cursor > start && cursor <= end);
  if (token === undefined) {
    return { from: cursor, to: cursor, items: fieldsFor("", "").slice(0, MOST) };
  }
  if (token.field !== null) {
    const colon = text.indexOf(":", token.start);
    if (cursor > colon) return withinValue(token, cursor, known);
  }
  const minus = token.not ? "-" : "";
  const start = token.start + minus.length;
  if (text[start] === '"' || cursor < start) return NOTHING;
  const end = token.field === null ? token.end : text.indexOf(":", start) + 1;
  return {
    from: token.start,
    to: end,
    items: fieldsFor(text.slice(start, cursor), minus).slice(0, MOST),
  };
}
