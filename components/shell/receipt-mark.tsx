import { cn } from "#components/ui/cn.ts";
import { Time } from "#components/ui/time.tsx";
import type { Receipt } from "#lib/channels/views.ts";

/** How far the figures on the page can be trusted. */
export function ReceiptMark({ receipt }: { receipt: Receipt }) {
  const { completeTo, behind } = receipt;
  return (
    <p className="flex min-w-0 items-center gap-2 text-sm text-muted">
      <span
        aria-hidden
        className={cn(
          "size-2 shrink-0 rounded-full ring-3",
          behind ? "bg-warning ring-warning/20" : "bg-good ring-good/20",
        )}
      />
      <span className="truncate">
        {completeTo === null ? (
          "nothing received yet"
        ) : (
          <>
            <span className="max-sm:sr-only">{behind ? "behind, complete to " : "complete to "}</span>
            <Time at={completeTo} form="second" />
          </>
        )}
      </span>
    </p>
  );
}
