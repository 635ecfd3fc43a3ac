"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Zone } from "#lib/format/time.ts";

const ZoneContext = createContext<Zone>("UTC");
const TodayContext = createContext<number | null>(null);

interface ZoneProviderProps {
  zone: Zone;
  /** Milliseconds since 1970: times of other years than its own name theirs. Absent: as around it. */
  today?: number;
  children: ReactNode;
}

/** The zone in which times are shown. The server knows it from a cookie, so that both sides render the same. */
export function ZoneProvider({ zone, today, children }: ZoneProviderProps) {
  const around = useContext(TodayContext);
  return (
    <TodayContext value={today ?? around}>
      <ZoneContext value={zone}>{children}</ZoneContext>
    </TodayContext>
  );
}

export function useZone(): Zone {
  return useContext(ZoneContext);
}

/** An instant of the year that needs no saying; null: each needs it. */
export function useToday(): number | null {
  return useContext(TodayContext);
}
