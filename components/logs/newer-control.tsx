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

function wordsOf({ count, exact }: Newer): string {
  if (count === 0) return "Refresh";
  return `${formatCount(count)}${exact ? "" : " or more"} newer: show them`;
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
        {problem === null ? wordsOf(newer) : "Try again"}
      </Button>
    </>
  );
}
