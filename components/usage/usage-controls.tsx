"use client";

import { Download } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";
import { isUsageRange, USAGE_RANGES, type UsageRange, usageRangeInWords } from "#lib/usage/ranges.ts";
import type { UsageDate } from "#lib/usage/views.ts";
import { dateInWords } from "./words.ts";

const TABLES = [
  { table: "days", name: "Days", note: "users, Recipes, runs" },
  { table: "endpoints", name: "Triggers and actions", note: "runs" },
  { table: "channels", name: "Channels", note: "used together" },
  { table: "retention", name: "Retention", note: "by week" },
  { table: "platforms", name: "Platforms", note: "users" },
  { table: "countries", name: "Countries", note: "users" },
  { table: "recipes", name: "Recipes", note: "that ran most" },
] as const;

/** How many days the page looks at. */
export function UsageRangePicker({
  range,
  onRange,
}: {
  range: UsageRange;
  onRange: (range: UsageRange) => void;
}) {
  return (
    <Select
      aria-label="Time range"
      className="w-32 sm:w-36"
      value={range}
      options={USAGE_RANGES.map((value) => ({ value, label: `Last ${usageRangeInWords(value)}` }))}
      onValueChange={(value) => {
        if (isUsageRange(value)) onRange(value);
      }}
    />
  );
}

/** The screen's tables as files. */
export function UsageExport({ slug, range }: { slug: string; range: UsageRange }) {
  return (
    <Popover>
      <PopoverTrigger className={buttonClass()} aria-label="Export">
        <Download aria-hidden />
        <span className="max-lg:hidden">Export</span>
      </PopoverTrigger>
      <PopoverContent aria-label="Export" align="end" className="w-72 p-1.5">
        <p className="px-2 py-1.5 text-sm text-muted">A table of this page as CSV.</p>
        {TABLES.map(({ table, name, note }) => (
          <a
            key={table}
            href={`/api/v1/channels/${slug}/usage/export?range=${range}&table=${table}`}
            download
            className="flex h-8 items-center gap-2 rounded-badge px-2 text-sm hover:bg-hover"
          >
            <span className="font-medium">{name}</span>
            <span className="text-muted">{note}</span>
          </a>
        ))}
      </PopoverContent>
    </Popover>
  );
}

/** In the bar: the last day that is counted. */
export function CompleteTo({ date }: { date: UsageDate | null }) {
  return (
    <p className="flex min-w-0 items-center gap-2 text-sm text-muted">
      <span
        aria-hidden
        className={`size-2 shrink-0 rounded-full ring-3 ${date === null ? "bg-warning ring-warning/20" : "bg-good ring-good/20"}`}
      />
      <span className="truncate max-sm:sr-only">
        {date === null ? "no day counted yet" : <>complete to {dateInWords(date)}</>}
      </span>
    </p>
  );
}
