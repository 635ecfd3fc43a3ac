import { cn } from "#components/ui/cn.ts";
import type { Completion } from "#lib/events/query/complete.ts";
import { formatCount } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";

interface CompletionListProps {
  id: string;
  items: Completion[];
  active: number;
  onAccept: (item: Completion) => void;
}

/** Proposals under the query box. Focus stays in the box, which names the active one. */
export function CompletionList({ id, items, active, onAccept }: CompletionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Proposals"
      className="absolute top-full right-0 left-0 z-30 mt-1.5 max-h-80 overflow-y-auto rounded-panel border bg-surface p-1 shadow-float sm:right-auto sm:min-w-96"
    >
      {items.map((item, index) => (
        <div
          key={item.insert}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          ref={(element) => {
            if (index === active) element?.scrollIntoView({ block: "nearest" });
          }}
          className={cn(
            "flex min-h-7 cursor-pointer items-baseline gap-4 rounded-badge px-2 py-1 hover:bg-hover",
            index === active && "bg-hover",
          )}
          onPointerDown={(event) => {
            // Keeps the focus in the box, whose blur would take the draft as it is.
            event.preventDefault();
            onAccept(item);
          }}
        >
          <span className="shrink-0 font-mono text-sm">{safeText(item.label)}</span>
          {item.detail === null ? null : (
            <span className="min-w-0 truncate text-sm text-muted max-sm:hidden">{item.detail}</span>
          )}
          {item.count === null ? null : (
            <span className="ml-auto text-sm text-muted">{formatCount(item.count)}</span>
          )}
        </div>
      ))}
    </div>
  );
}
