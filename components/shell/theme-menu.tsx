"use client";

import { SunMoon } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { currentTheme, THEMES, type Theme, useChooseTheme } from "./use-theme.ts";

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const chooseTheme = useChooseTheme();
  const [theme, setTheme] = useState("system");
  const group = useId();
  const choose = (next: Theme) => {
    setTheme(next);
    chooseTheme(next);
  };
  return (
    <Popover
      onOpenChange={(open) => {
        if (open) setTheme(currentTheme());
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
