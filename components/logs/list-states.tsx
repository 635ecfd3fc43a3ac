import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { EmptyState } from "#components/ui/states.tsx";

const ROWS = Array.from({ length: 14 }, (_, row) => row);

export function ListSkeleton() {
  return (
    <section aria-busy aria-label="Loading requests" className="flex-1 overflow-hidden px-5 pt-9">
      {ROWS.map((row) => (
        <Skeleton key={row} className="my-[7px] h-5" />
      ))}
    </section>
  );
}

interface NothingFoundProps {
  /** Whether the search has conditions. */
  narrowed: boolean;
  onClear: ReactNode;
  /** How a first event is sent. */
  firstEvent: ReactNode;
}

export function NothingFound({ narrowed, onClear, firstEvent }: NothingFoundProps) {
  if (narrowed) {
    return (
      <EmptyState icon={<ScrollText />} title="No request matches" action={onClear} className="flex-1">
        Take a condition away, or choose a longer range.
      </EmptyState>
    );
  }
  return (
    <div className="min-w-0 flex-1 overflow-y-auto">
      <EmptyState icon={<ScrollText />} title="No request in this range">
        <p className="mb-3">Choose a longer range, or send an event: it shows here a second later.</p>
        {firstEvent}
      </EmptyState>
    </div>
  );
}
