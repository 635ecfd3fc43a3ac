import { X } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import type { MarkedTerm } from "#lib/events/query/marks.ts";
import { safeText } from "#lib/format/safe-text.ts";

interface QueryChipProps {
  term: MarkedTerm;
  onEdit: () => void;
  onRemove: () => void;
}

/** One finished condition. A mistake in it is underlined where it stands. */
export function QueryChip({ term, onEdit, onRemove }: QueryChipProps) {
  const name = safeText(term.text);
  return (
    <span
      className={cn(
        "inline-flex max-w-full items-center rounded-badge border bg-background font-mono text-xs",
        term.error !== null && "border-danger/60",
      )}
    >
      <button
        type="button"
        aria-label={`Edit ${name}`}
        title={name}
        className="min-h-6 min-w-0 truncate pl-2"
        onClick={onEdit}
      >
        {safeText(term.before)}
        {term.wrong === "" ? null : (
          <mark className="bg-transparent text-danger-text underline decoration-danger decoration-2 underline-offset-2">
            {safeText(term.wrong)}
          </mark>
        )}
        {safeText(term.after)}
      </button>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        className="inline-flex size-6 shrink-0 items-center justify-center text-faint hover:text-text"
        onClick={onRemove}
      >
        <X aria-hidden size={12} />
      </button>
    </span>
  );
}
