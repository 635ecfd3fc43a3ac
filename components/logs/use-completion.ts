"use client";

import { type KeyboardEvent, useMemo, useState } from "react";
import { type Completion, completionsAt, type KnownValues } from "#lib/events/query/complete.ts";

interface CompletionOptions {
  draft: string;
  known: KnownValues;
  /** The draft with a proposal in it, and where the cursor goes; `whole` when the term is complete. */
  onAccept: (draft: string, cursor: number, whole: boolean) => void;
}

/** What could stand at the cursor, and the keys that choose from it. */
export function useCompletion({ draft, known, onAccept }: CompletionOptions) {
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState(-1);
  const [shown, setShown] = useState(false);
  const { from, to, items } = useMemo(
    () => completionsAt(draft, Math.min(cursor, draft.length), known),
    [draft, cursor, known],
  );
  const open = shown && items.length > 0;

  const accept = (item: Completion) => {
    const text = draft.slice(0, from) + item.insert + draft.slice(to);
    const whole = !item.insert.endsWith(":");
    setActive(-1);
    setCursor(from + item.insert.length);
    setShown(!whole);
    onAccept(text, from + item.insert.length, whole);
  };

  /** Whether the key was meant for the list. */
  const onKey = ({ key, shiftKey }: KeyboardEvent): boolean => {
    if (key === "ArrowDown" || key === "ArrowUp") {
      const step = key === "ArrowDown" ? 1 : -1;
      if (open) setActive((active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length);
      setShown(true);
      return true;
    }
    if (!open) return false;
    if (key === "Escape") {
      setShown(false);
      return true;
    }
    const chosen = items[key === "Tab" && draft !== "" ? Math.max(active, 0) : active];
    if ((key !== "Enter" && key !== "Tab") || shiftKey || chosen === undefined) return false;
    accept(chosen);
    return true;
  };

  const moveTo = (place: number | null) => {
    const next = place ?? draft.length;
    if (next === cursor) return;
    setCursor(next);
    setActive(-1);
  };
  return {
    open,
    items,
    active,
    accept,
    onKey,
    moveTo,
    show: () => setShown(true),
    hide: () => setShown(false),
  };
}
