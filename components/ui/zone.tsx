"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Zone } from "#lib/format/time.ts";

const ZoneContext = createContext<Zone>("UTC");

/** The zone in which times are shown. The server knows it from a cookie, so that both sides render the same. */
export function ZoneProvider({ zone, children }: { zone: Zone; children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

export function useZone(): Zone {
  return useContext(ZoneContext);
}
