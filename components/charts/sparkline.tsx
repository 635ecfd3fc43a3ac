import { cn } from "#components/ui/cn.ts";

const HEIGHT = 24;
const STROKE = 1.25;

interface SparklineProps {
  values: readonly (number | null)[];
  /** A CSS colour. */
  color?: string;
  /** Draws from 0 (rates, counts) or from the lowest value. */
  fromZero?: boolean;
  /** Highest value the scale reaches at least, so that next to nothing looks like it. */
  atLeast?: number;
  width?: number;
  height?: number;
  className?: string;
}

/** A line with a shade below, without axes. Gaps are bridged. The figure itself stands beside it. */
export function Sparkline({
  values,
  color = "var(--color-muted)",
  fromZero = true,
  atLeast = 0,
  width = 120,
  height = HEIGHT,
  className,
}: SparklineProps) {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const max = Math.max(atLeast, ...known.map(({ value }) => value));
  const min = fromZero ? 0 : Math.min(...known.map(({ value }) => value));
  const spread = max - min || 1;
  const place = ({ value, index }: { value: number; index: number }) => {
    const x = values.length < 2 ? width : (index / (values.length - 1)) * width;
    const y = STROKE + (1 - (value - min) / spread) * (height - 2 * STROKE);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const line = known.map(place).join("L");
  const first = known[0];
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      preserveAspectRatio="none"
      className={cn("shrink-0", className)}
      style={{ color }}
    >
      {first === undefined ? null : (
        <>
          <path
            d={`M${line}V${height}H${place(first).split(",")[0]}Z`}
            fill="currentColor"
            fillOpacity={0.12}
          />
          <path
            d={`M${line}`}
            fill="none"
            stroke="currentColor"
            strokeWidth={STROKE}
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  );
}
