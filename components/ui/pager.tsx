import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatCount } from "#lib/format/number.ts";
import { IconButton } from "./icon-button.tsx";

interface PagerProps {
  /** Of what it turns the pages. */
  label: string;
  /** From 0. */
  page: number;
  pageSize: number;
  /** Rows in all. */
  total: number;
  onPage: (page: number) => void;
}

/** Which rows are shown, and the way to those before and after. */
export function Pager({ label, page, pageSize, total, onPage }: PagerProps) {
  const first = page * pageSize + 1;
  const last = Math.min(total, first + pageSize - 1);
  return (
    <nav aria-label={label} className="flex items-center gap-1">
      <span aria-live="polite" className="text-sm whitespace-nowrap text-muted">
        {formatCount(first)} to {formatCount(last)} of {formatCount(total)}
      </span>
      <IconButton size="sm" label="Previous page" disabled={page === 0} onClick={() => onPage(page - 1)}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton size="sm" label="Next page" disabled={last >= total} onClick={() => onPage(page + 1)}>
        <ChevronRight aria-hidden />
      </IconButton>
    </nav>
  );
}
