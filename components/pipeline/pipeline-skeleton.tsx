import { Skeleton } from "#components/ui/skeleton.tsx";

const STAGES = ["a", "b", "c", "d"];

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
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {STAGES.map((stage) => (
          <Skeleton key={stage} className="h-[106px] rounded-panel" />
        ))}
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        {STAGES.map((stage) => (
          <Skeleton key={stage} className="h-64 rounded-panel" />
        ))}
      </div>
    </div>
  );
}
