"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type ApiError, sendJson } from "#components/data/api.ts";
import type { Trigger } from "#lib/alerts/trigger.ts";
import type { Backtest } from "#lib/alerts/views.ts";
import { type BacktestData, backtestFromApi } from "#lib/http/api/alerts.ts";

const PAUSE_MS = 250;

/** A value once it stayed the same for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

interface Question {
  trigger: Trigger;
  recover_minutes: number | null;
  /** `7d`. */
  range: string;
}

/** When this would have fired; asked anew a moment after each change. */
export function useBacktest(channel: string, { trigger, recover_minutes, range }: Question) {
  const body = JSON.stringify({ trigger, ...(recover_minutes === null ? {} : { recover_minutes }), range });
  const settled = useSettled(body);
  return useQuery<Backtest, ApiError>({
    queryKey: ["backtest", channel, settled],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/channels/${channel}/alert-recipes/backtest`;
      const { data } = await sendJson<{ data: BacktestData }>("POST", path, settled, signal);
      return backtestFromApi(data);
    },
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
}
