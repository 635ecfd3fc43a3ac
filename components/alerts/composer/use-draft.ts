"use client";

import { useCallback, useState } from "react";
import type { Draft, TriggerDefaults } from "./draft.ts";
import { draftToParams } from "./draft-address.ts";
import type { PastRange } from "./pasts.ts";

interface DraftState {
  draft: Draft;
  past: PastRange;
}

/** The draft, kept in the address, so that a link or a reload shows the same. */
export function useDraft(initial: DraftState, defaults: TriggerDefaults) {
  const [state, setState] = useState(initial);
  const change = useCallback(
    (next: Partial<DraftState>) => {
      const merged = { ...state, ...next };
      setState(merged);
      const params = draftToParams(merged.draft, defaults);
      if (merged.past !== "7d") params.set("past", merged.past);
      window.history.replaceState(null, "", `${window.location.pathname}?${params}`);
    },
    [state, defaults],
  );
  return { ...state, change };
}
