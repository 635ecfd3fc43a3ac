import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";

interface ScreenSkeletonProps {
  /** What is under way, for those who do not see it. */
  label: string;
  /** Whether the screen has tabs under its bar. */
  tabs?: boolean;
  /** Whether it begins with a headline. */
  headline?: boolean;
  /** Heights of what follows, in pixels; no two alike. */
  panels: readonly number[];
  /** What stands beside it from `xl` on. */
  aside?: number;
}

/** The place of a screen of panels while the server reads it, below the bar that comes with it. */
export function ScreenSkeleton({
  label,
  tabs = false,
  headline = false,
  panels,
  aside,
}: ScreenSkeletonProps) {
  return (
    <div role="status" aria-busy aria-label={label} className={tabs ? "pt-[97px]" : "pt-14"}>
      <div
        className={cn(
          "px-4 py-6 sm:px-7",
          aside === undefined
            ? "max-w-[1180px]"
            : "grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_19rem]",
        )}
      >
        <div className="flex min-w-0 flex-col gap-5">
          {headline ? <Skeleton className="h-7 w-56 max-w-full" /> : null}
          {panels.map((height) => (
            <Place key={height} height={height} />
          ))}
        </div>
        {aside === undefined ? null : <Place height={aside} />}
      </div>
    </div>
  );
}

function Place({ height }: { height: number }) {
  return (
    <div style={{ height }}>
      <Skeleton className="h-full rounded-panel" />
    </div>
  );
}
