import { FigureStripSkeleton } from "#components/charts/figure-strip-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The place of the Usage screen while it is read. */
export function UsageSkeleton() {
  return (
    <div
      role="status"
      aria-busy
      aria-label="Loading the usage"
      className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6"
    >
      <Skeleton className="h-7 w-80 max-w-full" />
      <FigureStripSkeleton />
      <div className="grid gap-4 xl:grid-cols-[8fr_5fr]">
        <Skeleton className="h-[300px] rounded-panel" />
        <Skeleton className="h-[300px] rounded-panel" />
      </div>
      <Skeleton className="h-[252px] rounded-panel" />
    </div>
  );
}
