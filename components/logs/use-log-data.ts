"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import type { LogsPage } from "#lib/events/views.ts";
import type { FacetsAnswer, HistogramAnswer, RequestDetailAnswer } from "#lib/http/api/answers.ts";
import { histogramFromApi } from "#lib/http/api/histogram.ts";
import type { LogsState } from "./use-logs-state.ts";

/** The first page is there soon; whoever scrolls on wants many. */
const FIRST_PAGE = 200;
const NEXT_PAGES = 1_000;
const REFRESH_MS = 10_000;

/** A part of the Channel's API for the search on the page. */
export const pathOf = (slug: string, part: string, state: Pick<LogsState, "rangeQuery" | "q">, more = "") => {
  const q = state.q === "" ? "" : `&q=${encodeURIComponent(state.q)}`;
  return `/api/v1/channels/${encodeURIComponent(slug)}/${part}?${state.rangeQuery}${q}${more}`;
};

/** Names a search among those of the Channel: the same one, whenever it is asked. */
export const searchKey = ({ rangeQuery, q }: Pick<LogsState, "rangeQuery" | "q">) => `${rangeQuery} ${q}`;

/** What follows the clock is read again now and then, and so is what could not be read. */
const renewedEvery = ({ rangeQuery }: Pick<LogsState, "rangeQuery">, failed: boolean) =>
  failed || rangeQuery.startsWith("range=") ? REFRESH_MS : false;

export const requestsKey = (slug: string, { rangeQuery, q }: Pick<LogsState, "rangeQuery" | "q">) =>
  ["requests", slug, rangeQuery, q] as const;

/** A page of the list: the first as of now, others from where the one before ends. */
export function readRequests(
  slug: string,
  state: Pick<LogsState, "rangeQuery" | "q">,
  cursor: string | null,
  signal: AbortSignal,
): Promise<LogsPage> {
  const page =
    cursor === null ? `&limit=${FIRST_PAGE}` : `&limit=${NEXT_PAGES}&cursor=${encodeURIComponent(cursor)}`;
  return getJson<LogsPage>(pathOf(slug, "requests", state, page), signal);
}

/** The list, page after page as it is scrolled. A query with a mistake is not `enabled`: the server would only refuse. */
export function useRequests(slug: string, state: LogsState, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: requestsKey(slug, state),
    enabled,
    queryFn: ({ pageParam, signal }) => readRequests(slug, state, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    // Reading it all again would take its place from whoever reads; its top is renewed by `useRenewal`.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // Only one of which nothing was read yet, or that is empty: it says that an event shows at once.
    refetchInterval: ({ state: { status, data } }) =>
      data === undefined ? status === "error" && REFRESH_MS : isEmpty(data) && renewedEvery(state, false),
  });
}

const isEmpty = ({ pages }: { pages: LogsPage[] }) => pages.every(({ data }) => data.length === 0);

/** Figures over the whole search; they follow the clock when the range does. */
export function useHistogram(slug: string, state: LogsState, enabled: boolean) {
  return useQuery({
    queryKey: ["histogram", slug, state.rangeQuery, state.q],
    enabled,
    queryFn: async ({ signal }) => {
      const { data } = await getJson<HistogramAnswer>(pathOf(slug, "histogram", state), signal);
      return histogramFromApi(data);
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { status } }) => renewedEvery(state, status === "error"),
  });
}

export function useFacets(slug: string, state: LogsState, enabled: boolean) {
  return useQuery({
    queryKey: ["facets", slug, state.rangeQuery, state.q],
    enabled,
    queryFn: ({ signal }) => getJson<FacetsAnswer>(pathOf(slug, "facets", state), signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { status } }) => renewedEvery(state, status === "error"),
  });
}

/** The open request with its verdict and its Recipe run. */
export function useRequestDetail(slug: string, event: string | null, at: string | null) {
  return useQuery({
    queryKey: ["request", slug, event, at],
    enabled: event !== null,
    queryFn: ({ signal }) => {
      const hint = at === null ? "" : `?at=${encodeURIComponent(at)}`;
      const path = `/api/v1/channels/${encodeURIComponent(slug)}/requests/${encodeURIComponent(event ?? "")}${hint}`;
      return getJson<RequestDetailAnswer>(path, signal);
    },
    staleTime: 60_000,
  });
}
