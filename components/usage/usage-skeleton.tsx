import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const FIGURES = ["a", "b", "c", "d", "e"];

/** The place of the Usage screen while it is read. */
export function UsageSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the usage"
      className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6"
    >
      <Skeleton className="h-7 w-80 max-w-full" />
      <Panel className="grid grid-cols-2 md:grid-cols-3 xl:grid-cols-5">
        {FIGURES.map((figure) => (
          <div key={figure} className="flex h-[101px] flex-col justify-between px-4 py-3">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-7 w-24" />
            <Skeleton className="h-4 w-28" />
          </div>
        ))}
      </Panel>
      <div className="grid gap-4 xl:grid-cols-[8fr_5fr]">
        <Skeleton className="h-[300px] rounded-panel" />
        <Skeleton className="h-[300px] rounded-panel" />
      </div>
      <Skeleton className="h-[252px] rounded-panel" />
    </div>
  );
}
