import { Skeleton } from "#components/ui/skeleton.tsx";

/** The place of an incident's page while it is read. */
export function RoomSkeleton() {
  return (
    <div
      role="status"
      aria-busy
      aria-label="Loading the incident"
      className="flex flex-col gap-4 px-4 pt-[76px] pb-5 sm:px-7 sm:pt-20 sm:pb-7"
    >
      <div className="flex flex-col gap-1.5">
        <Skeleton className="h-7 w-full max-w-xl" />
        <Skeleton className="h-5 w-full max-w-md" />
      </div>
      <div className="grid items-start gap-x-7 gap-y-4 lg:grid-cols-[minmax(0,1fr)_348px]">
        <div className="flex min-w-0 flex-col gap-4">
          <Skeleton className="h-[262px] rounded-panel" />
          <Skeleton className="h-[90px] rounded-panel" />
          <Skeleton className="h-72" />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Skeleton className="h-[330px] rounded-panel" />
          <Skeleton className="h-40 rounded-panel" />
        </div>
      </div>
    </div>
  );
}
