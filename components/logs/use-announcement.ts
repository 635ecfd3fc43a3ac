"use client";

import { useState } from "react";
import type { HistogramView } from "#lib/events/views.ts";
import { announce, NOTHING_SAID } from "./announcement.ts";

/** The words for a live region: they change with the search, not with its figures. */
export function useAnnouncement(search: string | null, view: HistogramView | undefined): string {
  const [said, setSaid] = useState(NOTHING_SAID);
  const next = announce(said, search, view);
  if (next !== said) setSaid(next);
  return next.words;
}
