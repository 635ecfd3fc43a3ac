import type { estypes } from "@elastic/elasticsearch";
import type { Condition, EventQuery } from "../../../events/query/types.ts";
import { indexableWords } from "../words.ts";

type Query = estypes.QueryDslQueryContainer;

/** Terms that a phrase's last word may stand for. */
const EXPANSIONS = 1_024;

/** The scope, the range and every condition, none of which counts for relevance. Made here alone, never by a user. */
export function filterOf({ scope, from, to, where }: EventQuery): Query {
  const filter: Query[] = [{ range: { timestamp: { gte: from, lt: to } } }];
  if (scope.channels !== "all") filter.push({ terms: { channel: [...scope.channels] } });
  const mustNot: Query[] = [];
  for (const condition of where) {
    const negated = condition.type !== "failed" && condition.not;
    (negated ? mustNot : filter).push(conditionOf(condition));
  }
  return { bool: { filter, must_not: mustNot } };
}

/** The condition as if it were not negated. */
function conditionOf(condition: Condition): Query {
  switch (condition.type) {
    case "failed":
      return { term: { failed: condition.value } };
    case "keyword":
      return { terms: { [condition.field]: condition.values } };
    case "number":
      return anyOf(condition.ranges.map((range) => rangeOf(condition.field, range)));
    case "phrase":
      return phraseOf(indexableWords(condition.words), condition.prefix);
  }
}

function anyOf(queries: Query[]): Query {
  return queries.length === 0 ? { match_none: {} } : { bool: { should: queries, minimum_should_match: 1 } };
}

function rangeOf(field: string, { min, max }: { min?: number; max?: number }): Query {
  if (min === undefined && max === undefined) return { exists: { field } };
  return { range: { [field]: { gte: min, lt: max } } };
}

function phraseOf(words: readonly string[], prefix: boolean): Query {
  const [first, ...others] = words;
  if (first === undefined) return { match_all: {} };
  const query = words.join(" ");
  if (!prefix) return { match_phrase: { words: { query } } };
  if (others.length === 0) return { prefix: { words: { value: first } } };
  return { match_phrase_prefix: { words: { query, max_expansions: EXPANSIONS } } };
}
