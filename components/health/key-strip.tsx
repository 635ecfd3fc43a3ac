import { FigureStrip } from "#components/charts/figure-strip.tsx";
import type { HealthView } from "#lib/events/views.ts";
import { type KeyFigure, keyFigures } from "./figures.ts";
import { FAILED, logsHref, slowerThan } from "./links.ts";
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
  if (key === "requests") return logsHref(channel.slug, range);
  if (key === "p95" || key === "p99") return logsHref(channel.slug, range, slowerThan(current[key]));
  return logsHref(channel.slug, range, [FAILED]);
}

export function KeyStrip({ view }: { view: HealthView }) {
  const figures = keyFigures(view).map((figure) => ({
    ...figure,
    color: COLORS[figure.key],
    fromZero: figure.key !== "success",
    href: hrefOf(view, figure.key),
  }));
  return <FigureStrip figures={figures} versus={previousInWords(view)} />;
}
