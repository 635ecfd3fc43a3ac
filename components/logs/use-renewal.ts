"use client";

import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { type Dispatch, useCallback, useEffect, useRef, useState } from "react";
import type { LogsPage, RequestView } from "#lib/events/views.ts";
import { parseSpan } from "#lib/format/range.ts";
import { reaches, renewed } from "./renewed.ts";
import type { TailStep } from "./tail-flow.ts";
import { readRequests, requestsKey } from "./use-log-data.ts";
import type { LogsState } from "./use-logs-state.ts";

/** Pages read to come down to what the list has; beyond, the list begins anew. */
const MOST_PAGES = 5;

export interface Renewal {
  /** Reads the newest requests of a range that moves, as of now. Does nothing for one that stands still. */
  renew: () => void;
  busy: boolean;
  /** Why it did not work the last time. */
  problem: string | null;
}

/** Renews the top of the list and leaves the rest where it is; `live` is what the live tail shows above it. */
export function useRenewal(
  slug: string,
  { rangeQuery, q, label }: LogsState,
  live: readonly RequestView[],
  step: Dispatch<TailStep>,
): Renewal {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<AbortController>(null);
  const shown = useRef(live);
  useEffect(() => {
    shown.current = live;
  });

  const renew = useCallback(async () => {
    const queryKey = requestsKey(slug, { rangeQuery, q });
    const listed = () => client.getQueryData<InfiniteData<LogsPage, string | null>>(queryKey);
    const span = parseSpan(label ?? "");
    // A list that was not read yet is on its way, as of now.
    if (span === null || listed() === undefined) return;
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setBusy(true);
    try {
      const read = (cursor: string | null) => readRequests(slug, { rangeQuery, q }, cursor, stop.signal);
      let fresh = await read(null);
      for (let more = 1; more < MOST_PAGES && !reaches(fresh, rowsOf(listed())); more++) {
        const next = await read(fresh.next_cursor);
        fresh = { data: [...fresh.data, ...next.data], next_cursor: next.next_cursor };
      }
      // A page on its way would put the list back as it was.
      await client.cancelQueries({ queryKey });
      if (stop.signal.aborted) return;
      const before = listed();
      const list = { data: rowsOf(before), next_cursor: before?.pages.at(-1)?.next_cursor ?? null };
      const after = renewed(fresh, { list, live: shown.current, span });
      client.setQueryData(queryKey, { pages: [after.list], pageParams: [null] });
      step({ type: "listed", requests: after.taken });
      setProblem(null);
    } catch (error) {
      if (!stop.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      if (running.current === stop) setBusy(false);
    }
  }, [client, slug, rangeQuery, q, label, step]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another search has its own list
  useEffect(() => {
    setProblem(null);
    return () => running.current?.abort();
  }, [renew]);

  return { renew: () => void renew(), busy, problem };
}

const rowsOf = (data: InfiniteData<LogsPage> | undefined) => data?.pages.flatMap((page) => page.data) ?? [];
