"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { cn } from "#components/ui/cn.ts";

const CHOICES = [
  { value: null, label: "All" },
  { value: "failed", label: "Failed" },
] as const;

/** Whether the page shows every run or those that failed; the rest of the address stays. */
export function WhichRuns({ onlyFailed }: { onlyFailed: boolean }) {
  const params = useSearchParams();
  const href = (value: string | null) => {
    const next = new URLSearchParams(params);
    if (value === null) next.delete("runs");
    else next.set("runs", value);
    return `?${next}`;
  };
  return (
    <nav aria-label="Which runs" className="flex rounded-control border p-0.5">
      {CHOICES.map(({ value, label }) => {
        const chosen = (value === "failed") === onlyFailed;
        return (
          <Link
            key={label}
            href={href(value)}
            scroll={false}
            aria-current={chosen ? "true" : undefined}
            className={cn(
              "rounded-badge px-2.5 py-0.5 text-sm usual:text-muted hover:text-text",
              chosen && "bg-text/6 font-semibold text-text",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
