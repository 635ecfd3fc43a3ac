"use client";

import { SunMoon } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { useShell } from "./context.tsx";

const THEMES = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const { savePreference } = useShell();
  const [theme, setTheme] = useState("system");
  const group = useId();
  const choose = (next: string) => {
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    void savePreference("theme", next);
  };
  return (
    <Popover
      onOpenChange={(open) => {
        if (open) setTheme(document.documentElement.dataset.theme ?? "system");
      }}
    >
      <PopoverTrigger asChild>
        <IconButton label="Colours">
          <SunMoon aria-hidden />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent aria-label="Colours" align="end" className="w-44 p-1">
        {THEMES.map(([value, label]) => (
          <label
            key={value}
            className="flex h-8 cursor-pointer items-center gap-2.5 rounded-badge px-2 text-sm hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={group}
              value={value}
              checked={theme === value}
              onChange={() => choose(value)}
              className="accent-accent outline-none"
            />
            {label}
          </label>
        ))}
      </PopoverContent>
    </Popover>
  );
}
