"use client";

import { Download } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { MOST_ROWS } from "#lib/events/export/limits.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";

const FORMATS = [
  { format: "csv", name: "CSV", note: "for spreadsheets" },
  { format: "ndjson", name: "NDJSON", note: "every field, one object a line" },
] as const;

interface ExportMenuProps {
  /** Address of the export, without its format. */
  href: string;
  /** How many requests match; null while that is not known. */
  total: number | null;
}

/** The search as a file. The browser shows its progress, and can stop it. */
export function ExportMenu({ href, total }: ExportMenuProps) {
  return (
    <Popover>
      <PopoverTrigger className={buttonClass()} aria-label="Export">
        <Download aria-hidden />
        <span className="max-sm:hidden">Export</span>
      </PopoverTrigger>
      <PopoverContent aria-label="Export" align="end" className="w-72 p-1.5">
        <p className="px-2 py-1.5 text-sm text-muted">
          {total === null
            ? "All matching requests, newest first."
            : total > MOST_ROWS
              ? `The newest ${formatCount(MOST_ROWS)} of ${formatCount(total)} requests.`
              : `${formatPlural(total, "request")}, newest first.`}
        </p>
        {FORMATS.map(({ format, name, note }) => (
          <a
            key={format}
            href={`${href}&format=${format}`}
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
