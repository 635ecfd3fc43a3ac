import type { Viewer } from "../channels/access.ts";
import type { FacetCounts } from "../stores/event-index/port.ts";
import { channelQuery } from "./channel-query.ts";
import type { Condition, KeywordField } from "./query/types.ts";
import type { ReadDeps } from "./read-deps.ts";
import type { TimeRange } from "./views.ts";

/** Fields whose values are worth listing beside the log; ids and messages are not. */
const FACET_FIELDS = ["outcome", "endpoint", "kind", "fault", "error_label", "method"] as const;

const VALUES_PER_FIELD = 12;

/** The condition that choosing values of this facet writes. */
const chooses = (condition: Condition, field: KeywordField) =>
  condition.type === "keyword" && condition.field === field && !condition.not;

/**
 * Values of the facet fields with their counts, most frequent first. A field's own chosen values do not narrow its
 * counts, so that a second value can be added to the first.
 */
export async function facets(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  { query, range }: { query: string; range: TimeRange },
): Promise<FacetCounts> {
  const { scope, where } = await channelQuery(deps, viewer, slug, query);
  const within = { scope, from: range.from, to: range.to };
  const chosen = FACET_FIELDS.filter((field) => where.some((condition) => chooses(condition, field)));
  const free = FACET_FIELDS.filter((field) => !chosen.includes(field));
  const counts = await Promise.all([
    deps.index.facets({ ...within, where }, free, VALUES_PER_FIELD),
    ...chosen.map((field) => {
      const others = where.filter((condition) => !chooses(condition, field));
      return deps.index.facets({ ...within, where: others }, [field], VALUES_PER_FIELD);
    }),
  ]);
  return Object.assign({}, ...counts) as FacetCounts;
}
