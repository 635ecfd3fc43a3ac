import { AppError } from "../../errors.ts";
import { wordsOf } from "../words.ts";
import { FIELDS, type FieldSpec, fieldNamed } from "./fields.ts";
import { type Interval, parseInterval } from "./numbers.ts";
import { readStatus } from "./status.ts";
import { closest } from "./suggest.ts";
import { type Token, tokenize } from "./tokenize.ts";
import type { Condition } from "./types.ts";

const MAX_LENGTH = 2_000;
const MAX_TERMS = 30;
const MAX_VALUES = 50;

/** Positions count characters (UTF-16) from 0; [start, end) is what to underline. */
export interface QueryError {
  message: string;
  start: number;
  end: number;
  /** The text to put there instead, when one is likely. */
  suggestion: string | null;
}

/** A term that was understood, and where it stands in the text. */
interface QueryTerm {
  condition: Condition;
  start: number;
  end: number;
}

interface ParsedQuery {
  terms: QueryTerm[];
  errors: QueryError[];
}

type Read = { condition: Condition } | QueryError;

function quoted(text: string): string {
  return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
}

function unknownField(token: Token, text: string): QueryError {
  const field = token.field ?? "";
  const start = token.start + (token.not ? 1 : 0);
  const meant = closest(
    field,
    FIELDS.flatMap((spec) => [spec.name, ...spec.aliases]),
  );
  if (meant !== null) {
    const message = `Unknown field ${quoted(field)}. Did you mean \`${meant}\`?`;
    return { message, start, end: start + field.length, suggestion: meant };
  }
  const whole = text.slice(start, token.end).replaceAll(/["\\]/g, "");
  const message = `Unknown field ${quoted(field)}. To search for this text, put it in quotes.`;
  return { message, start, end: token.end, suggestion: `"${whole}"` };
}

function readNumbers(token: Token, spec: FieldSpec & { type: "number" }): Read {
  const ranges: Interval[] = [];
  for (const part of token.values) {
    const range = parseInterval(part.text, spec.unit);
    if (range === null || range === "empty") {
      const like = spec.examples[0] ?? "";
      const message =
        range === "empty"
          ? `Nothing can be ${quoted(part.text)}.`
          : `${quoted(part.text)} is no value of \`${spec.name}\`. Write it like \`${like}\`.`;
      return { message, start: part.start, end: part.end, suggestion: null };
    }
    ranges.push(range);
  }
  return { condition: { type: "number", field: spec.field, ranges, not: token.not } };
}

function outsideOf(token: Token, spec: FieldSpec, values: readonly string[]): QueryError | null {
  const wrong = token.values.find((part) => !values.includes(part.text.toLowerCase()));
  if (wrong === undefined) return null;
  const meant = closest(wrong.text, values);
  const hint = meant === null ? `Choose from ${values.join(", ")}.` : `Did you mean \`${meant}\`?`;
  const message = `${quoted(wrong.text)} is no value of \`${spec.name}\`. ${hint}`;
  return { message, start: wrong.start, end: wrong.end, suggestion: meant };
}

function readKeywords(token: Token, spec: FieldSpec & { type: "keyword" }): Read {
  if (spec.values !== null) {
    const error = outsideOf(token, spec, spec.values);
    if (error !== null) return error;
  }
  const starred = token.values.find((part) => !part.quoted && part.text.endsWith("*"));
  if (starred !== undefined) {
    const message = `\`*\` completes words only; \`${spec.name}\` is compared as a whole.`;
    return { message, start: starred.start, end: starred.end, suggestion: null };
  }
  const texts = token.values.map((part) => (spec.values === null ? part.text : part.text.toLowerCase()));
  const values = [...new Set(spec.field === "method" ? texts.map((text) => text.toUpperCase()) : texts)];
  return { condition: { type: "keyword", field: spec.field, values, not: token.not } };
}

function readIs(token: Token, spec: FieldSpec & { type: "is" }): Read {
  const [first, second] = token.values;
  if (first === undefined || second !== undefined) {
    const message = "`is:` takes one value. Write it twice to ask for both.";
    return { message, start: token.start, end: token.end, suggestion: null };
  }
  const error = outsideOf(token, spec, spec.values);
  if (error !== null) return error;
  const value = first.text.toLowerCase();
  if (value === "retry") {
    return { condition: { type: "number", field: "attempt", ranges: [{ min: 2 }], not: token.not } };
  }
  return { condition: { type: "failed", value: (value === "failed") !== token.not } };
}

function readWords(token: Token, text: string): Read {
  const [part] = token.values;
  const raw = part?.text ?? "";
  const { start, end } = token;
  if (!part?.quoted && ["AND", "OR", "NOT"].includes(raw)) {
    const message =
      raw === "OR"
        ? "`OR` is written with commas, within one field: `endpoint:a,b`."
        : raw === "NOT"
          ? "`NOT` is written as a minus before the term: `-endpoint:a`."
          : "`AND` is not needed: all terms must hold.";
    return { message, start, end, suggestion: raw === "AND" ? "" : null };
  }
  const prefix = raw.endsWith("*");
  const words = wordsOf(raw);
  if (words.length === 0) {
    const message = `There is no word to search for in ${quoted(text.slice(start, end))}.`;
    return { message, start, end, suggestion: null };
  }
  return { condition: { type: "phrase", words, prefix, not: token.not } };
}

function readToken(token: Token, text: string): Read {
  if (token.unclosed !== null) {
    const message = "This quote is never closed.";
    return {
      message,
      start: token.unclosed,
      end: token.end,
      suggestion: `${text.slice(token.unclosed, token.end)}"`,
    };
  }
  if (token.field === null) return readWords(token, text);
  const spec = fieldNamed(token.field);
  if (spec === undefined) return unknownField(token, text);
  const empty = token.values.find((part) => part.text === "");
  if (empty !== undefined) {
    const message = `Write a value after \`${spec.name}:\`, like \`${spec.examples[0] ?? ""}\`.`;
    return { message, start: token.start, end: token.end, suggestion: null };
  }
  if (token.values.length > MAX_VALUES) {
    const message = `One term takes ${MAX_VALUES} values at most.`;
    return { message, start: token.start, end: token.end, suggestion: null };
  }
  if (spec.type === "number") return readNumbers(token, spec);
  if (spec.type === "keyword") return readKeywords(token, spec);
  if (spec.type === "is") return readIs(token, spec);
  const read = readStatus(
    token.values.map((part) => part.text),
    token.not,
  );
  if ("condition" in read) return read;
  const at = token.values[read.part];
  return {
    message: read.error,
    start: at?.start ?? token.start,
    end: at?.end ?? token.end,
    suggestion: null,
  };
}

/** Reads a query of the Logs language. Never throws: what cannot be understood is in `errors`, with its place. */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > MAX_LENGTH) {
    const message = `A query has ${MAX_LENGTH} characters at most.`;
    return {
      terms: [],
      errors: [{ message, start: MAX_LENGTH, end: text.length, suggestion: null }],
    };
  }
  const parsed: ParsedQuery = { terms: [], errors: [] };
  for (const token of tokenize(text)) {
    const read = readToken(token, text);
    if ("condition" in read) {
      parsed.terms.push({ condition: read.condition, start: token.start, end: token.end });
    } else parsed.errors.push(read);
  }
  const beyond = parsed.terms[MAX_TERMS];
  if (beyond !== undefined) {
    const message = `A query has ${MAX_TERMS} terms at most.`;
    parsed.errors.push({ message, start: beyond.start, end: text.length, suggestion: null });
  }
  return parsed;
}

/** The conditions of a query; its first error is thrown as `bad_request` on field `q`, with its position. */
export function conditionsOf(text: string): Condition[] {
  const { terms, errors } = parseQuery(text);
  const [error] = errors;
  if (error !== undefined) {
    throw new AppError("bad_request", error.message, { field: "q", position: error.start });
  }
  return terms.map((term) => term.condition);
}
