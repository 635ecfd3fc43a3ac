import Link from "next/link";
import { cn } from "#components/ui/cn.ts";
import type { ChartSeries } from "./types.ts";

export function Swatch({ series }: { series: ChartSeries }) {
  return (
    <span
      aria-hidden
      style={{ color: series.color }}
      className={cn(
        "mr-2 inline-block align-middle",
        series.quiet
          ? "h-0 w-3.5 border-t-2 border-dashed border-current"
          : "size-2.5 rounded-[2.5px] bg-current",
      )}
    />
  );
}

export function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {series.map((one) => (
        <li key={one.key} className="whitespace-nowrap">
          <Swatch series={one} />
          {one.href === undefined ? (
            one.name
          ) : (
            <Link href={one.href} className="hover:text-text hover:underline">
              {one.name}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
