"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ApiError, sendJson } from "#components/data/api.ts";
import type { Answer } from "#lib/reports/views.ts";

/** Asks once for what the address names; leaving the page or asking something else ends the query on the server. */
export function useAnswer(sql: string | null) {
  const client = useQueryClient();
  const queryKey = ["report", sql];
  const query = useQuery<Answer, ApiError>({
    queryKey,
    queryFn: async ({ signal }) =>
      (await sendJson<{ data: Answer }>("POST", "/api/reports/query", { sql }, signal)).data,
    enabled: sql !== null && sql.trim() !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return {
    answer: query.data ?? null,
    error: query.isFetching ? null : query.error,
    running: query.isFetching,
    again: () => void query.refetch(),
    cancel: () => void client.cancelQueries({ queryKey }),
  };
}
