"use client";

import { useEffect, useMemo, useReducer } from "react";
import { requestKey } from "./request-key.ts";
import { EMPTY_FLOW, tailFlow } from "./tail-flow.ts";
import { useLiveTail } from "./use-live-tail.ts";
import { useRequests } from "./use-log-data.ts";
import type { LogsState } from "./use-logs-state.ts";
import { useRenewal } from "./use-renewal.ts";

/** The list: what was read of it, and above that what the live tail brought since. */
export function useListed(slug: string, state: LogsState, readable: boolean) {
  const pages = useRequests(slug, state, readable);
  const [flow, step] = useReducer(tailFlow, EMPTY_FLOW);
  const renewal = useRenewal(slug, state, flow.requests, step);
  const tail = useLiveTail(slug, state, readable, { flow, step, renew: renewal.renew });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was live belongs to the search it was found by
  useEffect(() => step({ type: "clear" }), [slug, state.q, state.rangeQuery, readable]);

  const stored = useMemo(() => pages.data?.pages.flatMap((page) => page.data) ?? [], [pages.data]);
  const hasLive = flow.requests.length > 0;
  const keys = useMemo(() => new Set(hasLive ? stored.map(requestKey) : []), [stored, hasLive]);
  const listed = useMemo(() => {
    const above = flow.requests.filter((request) => !keys.has(requestKey(request)));
    return above.length === 0 ? stored : [...above, ...stored];
  }, [stored, keys, flow.requests]);
  return { pages, listed, tail, renewal };
}
