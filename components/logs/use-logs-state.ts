"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

/** What the address says; the same link shows a colleague the same thing. */
export interface LogsState {
  /** `range=3h`, or `from=…&to=…`: as the API takes it. */
  rangeQuery: string;
  /** `3h`; null for a range that stands still. */
  label: string | null;
  /** Such a range, milliseconds. */
  selected: { from: number; to: number } | null;
  q: string;
  /** Id of the request open in the drawer. */
  event: string | null;
  /** When that request started, so that it is found in its hour whatever the range. */
  at: string | null;
}

export interface LogsStateChange {
  q?: string;
  event?: string | null;
  at?: string | null;
  /** Replaces a moving range by a fixed one, milliseconds. */
  range?: { from: number; to: number };
  /** Puts this moving range (`3h`) in its place. */
  label?: string;
}

const NAMES = ["range", "from", "to"] as const;

function rangeOf(params: URLSearchParams, defaultRange: string): string {
  const kept = new URLSearchParams();
  for (const name of NAMES) {
    const value = params.get(name);
    if (value) kept.set(name, value);
  }
  if (kept.size === 0) kept.set("range", defaultRange);
  return kept.toString();
}

function selectedIn(params: URLSearchParams): LogsState["selected"] {
  const from = Date.parse(params.get("from") ?? "");
  const to = Date.parse(params.get("to") ?? "");
  return Number.isNaN(from) || Number.isNaN(to) ? null : { from, to };
}

/** The address with a change applied, as a path on this page. */
function addressWith(path: string, params: URLSearchParams, change: LogsStateChange): string {
  const next = new URLSearchParams(params);
  const set = (name: string, value: string | null | undefined) => {
    if (value === undefined) return;
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  };
  set("q", change.q);
  set("event", change.event);
  set("at", change.event === null ? null : change.at);
  if (change.label !== undefined) {
    for (const name of NAMES) next.delete(name);
    next.set("range", change.label);
  }
  if (change.range !== undefined) {
    next.delete("range");
    next.set("from", new Date(Math.floor(change.range.from)).toISOString());
    next.set("to", new Date(Math.ceil(change.range.to)).toISOString());
  }
  return next.size === 0 ? path : `${path}?${next}`;
}

const addressed = () => new URLSearchParams(window.location.search);

/** The request that is open by the address, which is ahead of what was drawn when keys follow fast. */
export const openInAddress = (): string | null => addressed().get("event");

/** State in the address, changed without asking the server for the page again; Back undoes a change. */
export function useLogsState(defaultRange: string) {
  const path = usePathname();
  const params = useSearchParams();
  const state: LogsState = useMemo(
    () => ({
      rangeQuery: rangeOf(params, defaultRange),
      label: params.has("from") ? null : (params.get("range") ?? defaultRange),
      selected: selectedIn(params),
      q: params.get("q") ?? "",
      event: params.get("event"),
      at: params.get("at"),
    }),
    [params, defaultRange],
  );
  const hrefOf = useCallback((change: LogsStateChange) => addressWith(path, params, change), [path, params]);
  const change = useCallback(
    (next: LogsStateChange, how: "push" | "replace" = "push") => {
      const href = addressWith(path, addressed(), next);
      if (how === "push") window.history.pushState(null, "", href);
      else window.history.replaceState(null, "", href);
    },
    [path],
  );
  return { state, hrefOf, change };
}
