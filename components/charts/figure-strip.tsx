import Link from "next/link";
import { cn } from "#components/ui/cn.ts";
import { Panel } from "#components/ui/panel.tsx";
import { splitUnit } from "#lib/format/number.ts";
import { Sparkline } from "./sparkline.tsx";

export interface StripFigure {
  key: string;
  label: string;
  /** With its unit; a dash when there is nothing to tell. */
  value: string;
  /** Quiet words after it. */
  note: string | null;
  /** Against the period before; null when that had nothing. */
  change: string | null;
  /** Whether the change is one to worry about. */
  worse: boolean;
  values: (number | null)[];
  /** A CSS colour. */
  color: string;
  /** Draws from 0, else from the lowest value. */
  fromZero: boolean;
  /** Where what it counts is; null: nowhere. */
  href: string | null;
}

const COVERING =
  "outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";

function Figure({ figure, versus }: { figure: StripFigure; versus: string }) {
  const { figure: number, unit } = splitUnit(figure.value);
  const linked = figure.href !== null && "transition-colors hover:bg-hover/60 has-focus-visible:bg-hover/60";
  return (
    <div className={cn("group relative min-w-0 border-hairline px-4 py-3", linked)}>
      <dt className="flex h-5 items-center justify-between gap-2 text-sm whitespace-nowrap text-muted">
        {figure.href === null ? (
          figure.label
        ) : (
          <Link href={figure.href} className={COVERING}>
            {figure.label}
          </Link>
        )}
        <Sparkline
          values={figure.values}
          width={64}
          height={20}
          color={figure.color}
          fromZero={figure.fromZero}
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

interface FigureStripProps {
  figures: readonly StripFigure[];
  /** What they are compared with. */
  versus: string;
}

/** Five key figures, each with its change and its course. */
export function FigureStrip({ figures, versus }: FigureStripProps) {
  return (
    <Panel aria-label="Key figures">
      <dl className="-mr-px -mb-px grid grid-cols-2 *:border-r *:border-b md:grid-cols-3 xl:grid-cols-5 max-md:[&>:last-child]:col-span-2">
        {figures.map((figure) => (
          <Figure key={figure.key} figure={figure} versus={versus} />
        ))}
      </dl>
    </Panel>
  );
}
