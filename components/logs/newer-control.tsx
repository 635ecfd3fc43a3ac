import { RefreshCw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { Newer } from "./newer.ts";

interface NewerControlProps {
  newer: Newer;
  busy: boolean;
  /** Why the list could not be renewed. */
  problem: string | null;
  onShow: () => void;
}

function Words({ newer: { count, exact } }: Pick<NewerControlProps, "newer">) {
  if (count === 0) return "Refresh";
  return (
    <span>
      {formatCount(count)}
      {exact ? "" : "+"} newer<span className="max-sm:sr-only">: show them</span>
    </span>
  );
}

/** Says that the list stands still while requests come, and brings them. */
export function NewerControl({ newer, busy, problem, onShow }: NewerControlProps) {
  if (problem === null && newer.count === 0 && newer.exact) return null;
  return (
    <>
      {problem === null ? null : (
        <p role="alert" className="truncate text-sm text-danger-text" title={problem}>
          The list could not be renewed. {problem}
        </p>
      )}
      <Button size="sm" variant="ghost" className="-mb-1 shrink-0" busy={busy} onClick={onShow}>
        {busy ? null : <RefreshCw aria-hidden />}
        {problem === null ? <Words newer={newer} /> : "Try again"}
      </Button>
    </>
  );
}
