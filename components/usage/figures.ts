import type { StripFigure } from "#components/charts/figure-strip.tsx";
import { formatChange, formatCount } from "#lib/format/number.ts";
import type { UsageDay, UsageFigures } from "#lib/usage/views.ts";

type Summed = "runs" | "disconnected";
const sum = (days: readonly UsageDay[], key: Summed) =>
  days.reduce((total, day) => total + (day[key] ?? 0), 0);
const isWhole = (days: readonly UsageDay[], key: Summed) => days.every((day) => day[key] !== null);

interface Values {
  key: string;
  label: string;
  now: number;
  /** null: history does not reach so far. */
  before: number | null;
  values: (number | null)[];
  /** Whether more of it is worse. */
  bad?: true;
}

function figureOf({ key, label, now, before, values, bad }: Values): StripFigure {
  const [low, high] = bad ? [before, now] : [now, before];
  return {
    key,
    label,
    value: formatCount(now),
    note: null,
    change: before === null ? null : formatChange(now, before),
    worse: low !== null && high !== null && low < high * 0.9,
    values,
    color: "var(--color-accent)",
    fromZero: true,
    href: null,
  };
}

/** The strip of key figures, against as many days before. */
export function usageFigures({ days, daysBefore, people, peopleBefore }: UsageFigures): StripFigure[] {
  const [last, lastBefore] = [days.at(-1), daysBefore.at(-1)];
  const series = (key: Exclude<keyof UsageDay, "date">) => days.map((day) => day[key]);
  /** Sums of days are compared where each of them is known. */
  const before = (key: Summed) => {
    const known = daysBefore.length > 0 && isWhole(daysBefore, key) && isWhole(days, key);
    return known ? sum(daysBefore, key) : null;
  };
  return [
    figureOf({
      key: "week",
      label: "Weekly active users",
      now: last?.week ?? 0,
      before: lastBefore?.week ?? null,
      values: series("week"),
    }),
    figureOf({
      key: "enabled",
      label: "Recipes enabled",
      now: last?.enabledAtEnd ?? 0,
      before: lastBefore?.enabledAtEnd ?? null,
      values: series("enabledAtEnd"),
    }),
    figureOf({
      key: "runs",
      label: "Recipe runs",
      now: sum(days, "runs"),
      before: before("runs"),
      values: series("runs"),
    }),
    figureOf({
      key: "connected",
      label: "New connections",
      now: people.connected,
      before: peopleBefore?.connected ?? null,
      values: series("connected"),
    }),
    figureOf({
      key: "disconnected",
      label: "Disconnected",
      now: sum(days, "disconnected"),
      before: before("disconnected"),
      values: series("disconnected"),
      bad: true,
    }),
  ];
}
