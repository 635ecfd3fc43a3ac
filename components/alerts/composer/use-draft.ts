"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { Draft, TriggerDefaults } from "./draft.ts";
import { draftToParams } from "./draft-address.ts";
import type { PastRange } from "./pasts.ts";

interface DraftState {
  draft: Draft;
  past: PastRange;
}

/** The draft, kept in the address, so that a link or a reload shows the same; another address is another draft. */
export function useDraft(initial: DraftState, defaults: TriggerDefaults) {
  const [state, setState] = useState(initial);
  // Renders again once the address is another, also where the page's answer is the one of before.
  useSearchParams();
  const known = useRef<string | null>(null);
  const left = useRef(new Map<string, DraftState>());
  useLayoutEffect(() => {
    // A link or Back: what we write ourselves is known, so a page made anew for it takes nothing away.
    const here = window.location.search;
    if (known.current === here) return;
    if (known.current !== null) {
      left.current.set(known.current, state);
      setState(left.current.get(here) ?? initial);
    }
    known.current = here;
  });
  const change = useCallback(
    (next: Partial<DraftState>) => {
      const merged = { ...state, ...next };
      setState(merged);
      const params = draftToParams(merged.draft, defaults);
      if (merged.past !== "7d") params.set("past", merged.past);
      window.history.replaceState(null, "", `${window.location.pathname}?${params}`);
      known.current = window.location.search;
    },
    [state, defaults],
  );
  return { ...state, change };
}
