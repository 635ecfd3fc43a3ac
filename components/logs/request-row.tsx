import type { Cell, Row } from "@tanstack/react-table";
import Link from "next/link";
import type { CSSProperties, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import type { RequestView } from "#lib/events/views.ts";
import { cellClass, type features } from "./columns.tsx";

type Features = typeof features;

interface RequestRowProps {
  row: Row<Features, RequestView>;
  rowIndex: number;
  chosen: boolean;
  href: string;
  className: string;
  style: CSSProperties;
  onSelect: (request: RequestView) => void;
  render: (cell: Cell<Features, RequestView>) => ReactNode;
}

/** One request; its first cell is a link that covers the row. */
export function RequestRow({
  row,
  rowIndex,
  chosen,
  href,
  className,
  style,
  onSelect,
  render,
}: RequestRowProps) {
  return (
    <tr
      aria-rowindex={rowIndex}
      style={style}
      className={cn(
        className,
        "absolute inset-x-0 top-0 items-center border-b border-hairline hover:bg-hover",
        chosen && "bg-accent/10 shadow-[inset_2px_0_0_var(--color-accent)] hover:bg-accent/12",
      )}
    >
      {row.getAllCells().map((cell, place) => (
        <td key={cell.id} className={cellClass(cell.column.id)}>
          {place > 0 ? (
            render(cell)
          ) : (
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-current={chosen || undefined}
              className="after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onSelect(row.original);
              }}
            >
              {render(cell)}
            </Link>
          )}
        </td>
      ))}
    </tr>
  );
}
