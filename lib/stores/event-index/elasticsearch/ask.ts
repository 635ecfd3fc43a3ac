import { setTimeout as pause } from "node:timers/promises";
import type { estypes } from "@elastic/elasticsearch";
import type { EventQuery } from "../../../events/query/types.ts";
import { IndexUnavailable } from "../port.ts";
import { filterOf } from "./conditions.ts";
import { indicesOf, type Schedule } from "./names.ts";
import type { Send } from "./send.ts";

/** An hour's index answers only once its shard has started, some milliseconds after it was made. */
const ATTEMPTS = 6;
const PAUSE_MS = 100;

type Body = Omit<estypes.SearchSearchRequestBody, "query">;
type Answer<T> = estypes.MsearchMultiSearchItem<T>;

/** One search of these indices, as far as they exist, all or nothing: an answer from some of the shards is none. */
export type Search = <T = unknown>(
  indices: string[],
  body: estypes.SearchSearchRequestBody,
) => Promise<Answer<T>>;

/** One search of the query's hours. */
export type Ask = <T = unknown>(query: EventQuery, body: Body) => Promise<Answer<T>>;

/** Names the indices that the query's range needs, no others. */
export function createAsk(search: Search, prefix: string, schedule: () => Promise<Schedule>): Ask {
  return async <T>(query: EventQuery, body: Body) => {
    const indices = indicesOf(prefix, await schedule(), query);
    return search<T>(indices, { ...body, query: filterOf(query) });
  };
}

/** As multi-search, whose index names travel in the body: a month of hours is too long for an address. */
export function createSearch(send: Send, timeout: number): Search {
  return async <T>(indices: string[], body: estypes.SearchSearchRequestBody) => {
    const header = {
      index: indices,
      ignore_unavailable: true,
      allow_no_indices: true,
      allow_partial_search_results: false,
    };
    for (let attempt = 1; ; attempt++) {
      const answer = await send<T>(header, { ...body, timeout: `${timeout}ms` });
      if (answer !== undefined && !("error" in answer)) {
        if (answer.timed_out) throw new IndexUnavailable(`The query took longer than ${timeout} ms.`);
        return answer;
      }
      const reason = `${answer?.error.type}: ${answer?.error.reason}`;
      if (answer?.status !== 503 && answer?.status !== 429)
        throw new Error(`Elasticsearch refuses a query: ${reason}`);
      if (attempt === ATTEMPTS) throw new IndexUnavailable(`Elasticsearch cannot answer now: ${reason}`);
      await pause(PAUSE_MS);
    }
  };
}
