import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The place of the Channels screen while it is read. */
export function ChannelsSkeleton() {
  return (
    <div
      role="status"
      aria-busy
      aria-label="Loading the Channels"
      className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6"
    >
      <Skeleton className="h-7 w-72 max-w-full" />
      <Skeleton className="h-8 w-full max-w-2xl rounded-control" />
      <Panel>
        <div className="h-9 border-b" />
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex h-[54px] items-center gap-6 border-b border-hairline px-4 last:border-b-0"
          >
            <Skeleton className="h-6 w-20" />
            <Skeleton className="h-4 w-40" />
            <Skeleton className="ml-auto h-6 w-1/3 max-md:hidden" />
            <Skeleton className="h-4 w-16" />
          </div>
        ))}
      </Panel>
    </div>
  );
}
