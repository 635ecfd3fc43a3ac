import Link from "next/link";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { cn } from "#components/ui/cn.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { HealthView } from "#lib/events/views.ts";
import { splitUnit } from "#lib/format/number.ts";
import { type KeyFigure, keyFigures } from "./figures.ts";
import { FAILED, logsHref } from "./links.ts";
import { previousInWords } from "./sentence.ts";

const COLORS: Record<KeyFigure["key"], string> = {
  requests: "var(--color-muted)",
  success: "var(--color-muted)",
  p95: "var(--color-teal)",
  p99: "var(--color-plum)",
  users: "var(--color-danger)",
};

/** What the figure counts, as a search; figures that count no requests lead to the slow ones. */
function hrefOf({ channel, range, current }: HealthView, key: KeyFigure["key"]): string {
  const slower = (min: number | null) =>
    min === null
      ? []
      : [
          {
            type: "number" as const,
            field: "duration_ms" as const,
            ranges: [{ min: Math.floor(min) }],
            not: false,
          },
        ];
  if (key === "requests") return logsHref(channel.slug, range);
  if (key === "p95" || key === "p99") return logsHref(channel.slug, range, slower(current[key]));
  return logsHref(channel.slug, range, [FAILED]);
}

function Figure({ figure, href, versus }: { figure: KeyFigure; href: string; versus: string }) {
  const { figure: number, unit } = splitUnit(figure.value);
  return (
    <div className="group relative min-w-0 border-hairline px-4 py-3 transition-colors hover:bg-hover/60 has-focus-visible:bg-hover/60">
      <dt className="flex h-5 items-center justify-between gap-2 text-sm whitespace-nowrap text-muted">
        <Link
          href={href}
          className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {figure.label}
        </Link>
        <Sparkline
          values={figure.values}
          width={64}
          height={20}
          color={COLORS[figure.key]}
          fromZero={figure.key !== "success"}
          className="max-sm:hidden"
        />
      </dt>
      <dd className="mt-1 whitespace-nowrap">
        <span className="text-figure font-semibold">{number}</span>
        <span className="ml-1 text-sm text-muted">{[unit, figure.note].filter(Boolean).join(" ")}</span>
      </dd>
      <dd className="truncate text-sm text-muted">
        {figure.change === null ? (
          "nothing to compare"
        ) : (
          <>
            <span className={cn(figure.worse && "text-danger-text")}>{figure.change}</span>
            <span className="max-sm:hidden"> vs {versus}</span>
          </>
        )}
      </dd>
    </div>
  );
}

export function KeyStrip({ view }: { view: HealthView }) {
  return (
    <Panel aria-label="Key figures">
      <dl className="-mr-px -mb-px grid grid-cols-2 *:border-r *:border-b md:grid-cols-3 xl:grid-cols-5 max-md:[&>:last-child]:col-span-2">
        {keyFigures(view).map((figure) => (
          <Figure
            key={figure.key}
            figure={figure}
            href={hrefOf(view, figure.key)}
            versus={previousInWords(view)}
          />
        ))}
      </dl>
    </Panel>
  );
}
