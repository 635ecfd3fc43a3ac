import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of the list, so that nothing jumps when it comes. */
export function IncidentsSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-[148px] w-full rounded-panel" />
      <Skeleton className="h-8 w-full max-w-xl" />
      <Skeleton className="h-72 w-full rounded-panel" />
    </div>
  );
}
