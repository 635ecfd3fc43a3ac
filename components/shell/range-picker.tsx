"use client";

import { CalendarClock, Check, ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { DEFAULT_RANGE, parseSpan, presetInWords, RANGE_PRESETS, rangeInWords } from "#lib/format/range.ts";

/** Only whoever opens the picker needs it. */
const CustomRange = dynamic(() => import("./custom-range.tsx").then((form) => form.CustomRange), {
  ssr: false,
});

/** Which time the page looks at; the choice is in the address. */
export function RangePicker() {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const zone = useZone();
  const from = Date.parse(params.get("from") ?? "");
  const to = Date.parse(params.get("to") ?? "");
  const fixed = !Number.isNaN(from) && !Number.isNaN(to);
  const named = params.get("range") ?? DEFAULT_RANGE;
  const preset = parseSpan(named) === null ? DEFAULT_RANGE : named;
  const words = fixed ? rangeInWords(from, to, zone) : presetInWords(preset);

  const chosen = (option: string) => !fixed && option === preset;
  const go = (change: { range: string } | { from: string; to: string }) => {
    const next = new URLSearchParams(params);
    for (const name of ["range", "from", "to", "cursor"]) next.delete(name);
    for (const [name, value] of Object.entries(change)) next.set(name, value);
    setOpen(false);
    router.push(`${path}?${next}`, { scroll: false });
  };

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button aria-label={`Time range: ${words}`}>
          <CalendarClock aria-hidden />
          <span className="max-sm:hidden">{words}</span>
          <span className="sm:hidden">{fixed ? "Custom" : preset}</span>
          <ChevronDown aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent
        aria-label="Time range"
        align="end"
        className="flex w-[min(440px,calc(100vw-16px))] p-0 max-sm:flex-col"
      >
        <ul className="flex flex-col p-1.5 max-sm:grid max-sm:grid-cols-2 sm:w-44">
          {RANGE_PRESETS.map((option) => (
            <li key={option}>
              <button
                type="button"
                aria-current={chosen(option)}
                onClick={() => go({ range: option })}
                className={cn(
                  "flex h-8 w-full items-center justify-between rounded-badge px-2.5 text-left text-sm hover:bg-hover",
                  chosen(option) && "font-medium text-accent-text",
                )}
              >
                {presetInWords(option)}
                {chosen(option) ? <Check aria-hidden size={14} strokeWidth={2} /> : null}
              </button>
            </li>
          ))}
        </ul>
        <CustomRange
          key={`${from}-${to}`}
          from={fixed ? from : null}
          to={fixed ? to : null}
          zone={zone}
          onApply={(start, end) =>
            go({ from: new Date(start).toISOString(), to: new Date(end).toISOString() })
          }
        />
      </PopoverContent>
    </Popover>
  );
}
