import { Skeleton } from "#components/ui/skeleton.tsx";

const STAGES = ["a", "b", "c", "d", "e"];
const PANELS = STAGES.slice(0, 4);

/** The place of the Pipeline screen while it is read. */
export function PipelineSkeleton() {
  return (
    <div
      role="status"
      aria-busy
      aria-label="Loading the pipeline"
      className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6"
    >
      <Skeleton className="h-7 w-72 max-w-full" />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5 xl:gap-6 max-md:[&>:last-child]:col-span-2">
        {STAGES.map((stage) => (
          <Skeleton key={stage} className="h-[106px] rounded-panel" />
        ))}
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        {PANELS.map((panel) => (
          <Skeleton key={panel} className="h-64 rounded-panel" />
        ))}
      </div>
    </div>
  );
}
