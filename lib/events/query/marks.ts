import { parseQuery, type QueryError } from "./parse.ts";
import { tokenize } from "./tokenize.ts";

/** One term as it is shown: in pieces, of which the wrong one is marked. */
export interface MarkedTerm {
  text: string;
  error: QueryError | null;
  before: string;
  wrong: string;
  after: string;
}

/** The terms of a query in order, each with its first mistake. */
export function markedTerms(q: string): MarkedTerm[] {
  const { errors } = parseQuery(q);
  return tokenize(q).map(({ start, end }) => {
    const error = errors.find((candidate) => candidate.start < end && candidate.end > start) ?? null;
    const from = error === null ? end : Math.max(error.start, start);
    const to = error === null ? end : Math.min(error.end, end);
    return {
      text: q.slice(start, end),
      error,
      before: q.slice(start, from),
      wrong: q.slice(from, to),
      after: q.slice(to, end),
    };
  });
}

/** The query with what was probably meant in the place of a mistake; null when nothing is likely. */
export function mended(q: string, error: QueryError): string | null {
  if (error.suggestion === null) return null;
  return (q.slice(0, error.start) + error.suggestion + q.slice(error.end)).trim();
}
