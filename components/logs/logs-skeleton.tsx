import { Skeleton } from "#components/ui/skeleton.tsx";
import { ListSkeleton } from "./list-states.tsx";

const FACETS = ["a", "b", "c", "d"];

/** The place of Logs while the server reads it: box, chart and list stand where they will. */
export function LogsSkeleton() {
  return (
    <div className="flex h-[calc(100dvh-var(--banner))] flex-col pt-14">
      <div className="flex min-h-0 flex-1">
        <div className="hidden w-52 shrink-0 border-r px-5 pt-4 xl:block">
          {FACETS.map((facet) => (
            <Skeleton key={facet} className="mb-6 h-28" />
          ))}
        </div>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div className="px-4 pt-4 lg:px-5">
            <Skeleton className="h-8 rounded-control" />
          </div>
          <div className="flex h-9 items-end px-4 lg:px-5">
            <Skeleton className="h-5 w-56" />
          </div>
          <div className="h-[92px] shrink-0 border-b">
            <Skeleton className="mx-5 mt-3 h-14" />
          </div>
          <ListSkeleton />
        </div>
      </div>
    </div>
  );
}
