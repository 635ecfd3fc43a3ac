"use client";

import { useState } from "react";
import { useShell } from "#components/shell/context.tsx";
import { formatLook, type LogsLook } from "./column-choice.ts";

/** How the viewer likes the list: shown at once, kept for the next visit. */
export function useLogsLook(kept: LogsLook): [LogsLook, (next: LogsLook) => void] {
  const { savePreference } = useShell();
  const [look, setLook] = useState(kept);
  const change = (next: LogsLook) => {
    setLook(next);
    void savePreference("logs", formatLook(next));
  };
  return [look, change];
}
