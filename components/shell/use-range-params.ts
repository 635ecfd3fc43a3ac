"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { parseSpan } from "#lib/format/range.ts";

const NAMES = ["range", "from", "to"] as const;

/** The address's range as a query string (`?range=3h`, or empty), for links that keep it. */
export function useRangeQuery(): string {
  const params = useSearchParams();
  return useMemo(() => {
    const kept = new URLSearchParams();
    for (const name of NAMES) {
      const value = params.get(name);
      const nonsense = name === "range" && parseSpan(value ?? "") === null;
      if (value && !nonsense) kept.set(name, value);
    }
    const text = kept.toString();
    return text === "" ? "" : `?${text}`;
  }, [params]);
}
