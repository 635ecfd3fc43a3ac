import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export function JobsSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <Skeleton className="h-7 w-64" />
      <Panel className="h-56 max-md:hidden" />
      <Panel className="h-72" />
    </div>
  );
}
