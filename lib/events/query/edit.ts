import { fieldNamed, nameOfField } from "./fields.ts";
import { formatCondition } from "./format.ts";
import { type Token, tokenize } from "./tokenize.ts";
import type { KeywordField } from "./types.ts";

/** The terms of a query as typed, in order: the chips of the query box. */
export function termsOf(q: string): string[] {
  return tokenize(q).map((token) => q.slice(token.start, token.end));
}

/** The query with a term at its end; a term that stands there already is not said twice. */
export function addTerm(q: string, term: string): string {
  const terms = termsOf(q);
  return terms.includes(term) ? terms.join(" ") : [...terms, term].join(" ");
}

export function removeTerm(q: string, index: number): string {
  return termsOf(q)
    .filter((_, at) => at !== index)
    .join(" ");
}

/** Values that the query allows for a field: those of its first positive term. */
function positiveTerm(tokens: Token[], field: KeywordField): Token | undefined {
  const name = nameOfField(field);
  return tokens.find((token) => token.field !== null && !token.not && fieldNamed(token.field)?.name === name);
}

export function hasValue(q: string, field: KeywordField, value: string): boolean {
  return positiveTerm(tokenize(q), field)?.values.some((part) => part.text === value) ?? false;
}

/** Switches one value of a field on or off, leaving every other term as it was typed. */
export function toggleValue(q: string, field: KeywordField, value: string): string {
  const tokens = tokenize(q);
  const term = positiveTerm(tokens, field);
  const write = (values: string[]) => formatCondition({ type: "keyword", field, values, not: false });
  if (term === undefined) return addTerm(q, write([value]));
  const values = term.values.map((part) => part.text).filter((text) => text !== "");
  const changed = values.includes(value) ? values.filter((text) => text !== value) : [...values, value];
  const written = changed.length === 0 ? null : write(changed);
  return tokens
    .map((token) => (token === term ? written : q.slice(token.start, token.end)))
    .filter((text) => text !== null)
    .join(" ");
}
