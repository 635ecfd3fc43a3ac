import { FigureStripSkeleton } from "#components/charts/figure-strip-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The place of the Health screen while it is read. */
export function HealthSkeleton() {
  return (
    <div
      role="status"
      aria-busy
      aria-label="Loading the health"
      className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6"
    >
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-[70px] rounded-panel" />
      <FigureStripSkeleton />
      <Skeleton className="h-[668px] rounded-panel" />
    </div>
  );
}
