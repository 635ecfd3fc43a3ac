"use client";

import { useShell } from "./context.tsx";

export const THEMES = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;
export type Theme = (typeof THEMES)[number][0];

export const currentTheme = (): string => document.documentElement.dataset.theme ?? "system";

/** Changes the colours at once, and for the next visit. */
export function useChooseTheme(): (next: Theme) => void {
  const { savePreference } = useShell();
  return (next) => {
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    void savePreference("theme", next);
  };
}
