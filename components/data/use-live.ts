"use client";

import { focusManager, keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type ApiError, getJson } from "./api.ts";
import { useHydrated } from "./use-hydrated.ts";

interface LiveOptions<A, T> {
  /** Path and query of one of our own API's answers. */
  path: string;
  /** Makes of the answer what the screen shows. */
  read: (answer: A) => T;
  /** What the server already read for this path; null when it could not. */
  initial: T | null;
  everyMs: number;
  /** Goes on, more slowly, while nobody looks: the tab's title and icon say what it found. */
  inBackground?: boolean;
}

const HIDDEN_EVERY_MS = 30_000;

interface Live<T> {
  data: T | null;
  error: ApiError | null;
  retrying: boolean;
  retry: () => void;
}

/** An answer that renews itself. After a failure the last one stays, and it goes on trying. */
export function useLive<A, T>({
  path,
  read,
  initial,
  everyMs,
  inBackground = false,
}: LiveOptions<A, T>): Live<T> {
  const query = useQuery<T, ApiError>({
    queryKey: [path],
    queryFn: async ({ signal }) => read(await getJson<A>(path, signal)),
    initialData: initial ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: () => (focusManager.isFocused() ? everyMs : Math.max(everyMs, HIDDEN_EVERY_MS)),
    refetchIntervalInBackground: inBackground,
    retry: false,
  });
  const signedOut = query.error?.status === 401;
  useEffect(() => {
    if (!signedOut) return;
    const { pathname, search } = window.location;
    window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  }, [signedOut]);
  const hydrated = useHydrated();
  return {
    data: hydrated ? (query.data ?? null) : initial,
    error: hydrated ? query.error : null,
    retrying: query.isFetching,
    retry: () => void query.refetch(),
  };
}
