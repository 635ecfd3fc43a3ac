"use client";

import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { cn } from "#components/ui/cn.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import type { RequestView } from "#lib/events/views.ts";
import { CELL_CLASS, columns, features, GRID } from "./columns.tsx";

const ROW_HEIGHT = 34;

interface RequestListProps {
  requests: RequestView[];
  selected: string | null;
  /** Where a request opens; the row is a link, so that it can be opened beside as well. */
  hrefOf: (request: RequestView) => string;
  onSelect: (request: RequestView) => void;
  hasMore: boolean;
  loadingMore: boolean;
  onReachEnd: () => void;
}

/** The virtualized list: only the rows in view are in the page, whatever the number of requests. */
export function RequestList(props: RequestListProps) {
  const { requests, selected, hrefOf, onSelect, hasMore, loadingMore, onReachEnd } = props;
  const frame = useRef<HTMLDivElement>(null);
  const table = useTable({ features, columns, data: requests, getRowId: (row) => row.id });
  const rows = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? -1;

  useEffect(() => {
    if (hasMore && !loadingMore && lastIndex >= rows.length - 20) onReachEnd();
  }, [hasMore, loadingMore, lastIndex, rows.length, onReachEnd]);

  const selectedIndex = rows.findIndex((row) => row.id === selected);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: "auto" });
  }, [selectedIndex, virtualizer]);

  return (
    <div ref={frame} className="@container min-h-0 flex-1 overflow-y-auto">
      <table aria-label="Requests" aria-rowcount={rows.length + 1} className="block">
        <thead className="sticky top-0 z-10 block bg-surface">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className={cn(GRID, "h-9 items-center border-b")}>
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  className={cn("text-left text-sm font-medium text-muted", headerClass(header.id))}
                >
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const chosen = row.id === selected;
            const [first, ...others] = row.getAllCells();
            return (
              <tr
                key={item.key}
                aria-rowindex={item.index + 2}
                style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
                className={cn(
                  GRID,
                  "absolute inset-x-0 top-0 items-center border-b border-hairline hover:bg-hover",
                  chosen && "bg-accent/10 shadow-[inset_2px_0_0_var(--color-accent)] hover:bg-accent/12",
                )}
              >
                {first === undefined ? null : (
                  <td className={CELL_CLASS[first.column.id]}>
                    <Link
                      href={hrefOf(row.original)}
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
                      <table.FlexRender cell={first} />
                    </Link>
                  </td>
                )}
                {others.map((cell) => (
                  <td key={cell.id} className={cn("min-w-0", CELL_CLASS[cell.column.id])}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {loadingMore ? (
        <div className="flex h-10 items-center justify-center text-muted">
          <Spinner label="Loading more requests" />
        </div>
      ) : null}
    </div>
  );
}

const headerClass = (id: string) =>
  id === "duration_ms" ? "text-right" : id === "message" ? "hidden pl-3 @lg:block" : "";
