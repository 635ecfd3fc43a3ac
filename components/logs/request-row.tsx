import Link from "next/link";
import type { CSSProperties } from "react";
import { cn } from "#components/ui/cn.ts";
import type { RequestView } from "#lib/events/views.ts";
import { type Column, cellClass } from "./columns.tsx";
import { ROW_MARK } from "./use-focus-follows.ts";

interface RequestRowProps {
  request: RequestView;
  columns: readonly Column[];
  rowIndex: number;
  chosen: boolean;
  /** One row of the list is: behind it comes what belongs to the request, not a thousand others. */
  tabStop: boolean;
  href: string;
  className: string;
  style: CSSProperties;
  onSelect: (request: RequestView) => void;
}

/** One request; its first cell is a link that covers the row. */
export function RequestRow({
  request,
  columns,
  rowIndex,
  chosen,
  tabStop,
  href,
  className,
  style,
  onSelect,
}: RequestRowProps) {
  return (
    <tr
      aria-rowindex={rowIndex}
      style={style}
      className={cn(
        className,
        "absolute inset-x-0 top-0 items-center border-b border-hairline usual:hover:bg-hover",
        chosen && "bg-accent/10 shadow-[inset_2px_0_0_var(--color-accent)] hover:bg-accent/12",
      )}
    >
      {columns.map(({ id, cell }, place) => (
        <td key={id} className={cellClass(id)}>
          {place > 0 ? (
            cell(request)
          ) : (
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-current={chosen || undefined}
              {...{ [ROW_MARK]: request.id }}
              tabIndex={tabStop ? 0 : -1}
              className="after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onSelect(request);
              }}
            >
              {cell(request)}
            </Link>
          )}
        </td>
      ))}
    </tr>
  );
}
