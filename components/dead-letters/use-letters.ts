"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ApiError, getJson } from "#components/data/api.ts";
import type { DeadLetterDetail, DeadLetterPage } from "#lib/dead-letters/views.ts";

/** Reading letters looks through the stream: once per search, again when asked. `query` names range and search. */
export function useLetters(query: string) {
  return useQuery<DeadLetterPage, ApiError>({
    queryKey: ["dead-letters", query],
    queryFn: async ({ signal }) =>
      (await getJson<{ data: DeadLetterPage }>(`/api/dead-letters?${query}`, signal)).data,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}

export function useLetter(id: string | null) {
  return useQuery<DeadLetterDetail, ApiError>({
    queryKey: ["dead-letter", id],
    queryFn: async ({ signal }) =>
      (await getJson<{ data: DeadLetterDetail }>(`/api/dead-letters/${id}`, signal)).data,
    enabled: id !== null,
    refetchOnWindowFocus: false,
  });
}
