"use client";

import { Search } from "lucide-react";
import { useRef } from "react";
import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input.tsx";
import { useEarlyChange } from "#components/ui/use-early-change.ts";
import { CHANNEL_STATES, type ChannelStateName } from "#lib/channels/views.ts";
import { formatCount } from "#lib/format/number.ts";
import { STATE_LOOKS } from "./state.tsx";
import type { StateCounts } from "./triage.ts";

interface TriageFilterProps {
  find: string;
  onFind: (text: string) => void;
  states: readonly ChannelStateName[];
  onToggle: (state: ChannelStateName) => void;
  counts: StateCounts;
}

/** A box to find by name, and the states with how many there are of each. */
export function TriageFilter({ find, onFind, states, onToggle, counts }: TriageFilterProps) {
  const box = useRef<HTMLInputElement>(null);
  useEarlyChange(box, ({ value }) => value !== find && onFind(value));
  return (
    <search className="flex flex-wrap gap-2">
      <Input
        ref={box}
        type="search"
        autoComplete="off"
        icon={<Search />}
        className="w-full sm:w-80"
        aria-label="Find a Channel"
        placeholder="Find a Channel"
        value={find}
        onChange={(event) => onFind(event.target.value)}
      />
      <fieldset aria-label="States" className="flex flex-wrap gap-2">
        {CHANNEL_STATES.map((state) => {
          const { icon: Icon, word } = STATE_LOOKS[state];
          const pressed = states.includes(state);
          return (
            <button
              key={state}
              type="button"
              aria-pressed={pressed}
              onClick={() => onToggle(state)}
              className={cn(
                "flex h-8 items-center gap-1.5 rounded-control border px-2.5 text-sm font-medium shadow-panel transition-colors usual:bg-surface usual:hover:bg-hover",
                pressed && "border-accent bg-accent/8 text-accent-text hover:bg-accent/12",
              )}
            >
              <Icon aria-hidden size={14} strokeWidth={1.75} />
              {word} {formatCount(counts[state])}
            </button>
          );
        })}
      </fieldset>
    </search>
  );
}
