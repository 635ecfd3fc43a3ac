"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type RefObject, useCallback, useEffect, useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Notice } from "#components/ui/notice.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { RequestView } from "#lib/events/views.ts";
import { type LogsLook, ROW_HEIGHTS, tracksOf } from "./column-choice.ts";
import { columnsOf, headerClass } from "./columns.tsx";
import { requestKey } from "./request-key.ts";
import { RequestRow } from "./request-row.tsx";
import { useFocusFollows } from "./use-focus-follows.ts";
import { LIST_MARK } from "./use-keyboard.ts";
import { useSteadyScroll } from "./use-steady-scroll.ts";

const GRID = "grid grid-cols-(--narrow) gap-x-2 px-4 @xl:grid-cols-(--wide) @xl:gap-x-3 @xl:px-5";

interface RequestListProps {
  requests: RequestView[];
  selected: string | null;
  look: LogsLook;
  /** Scrolls. */
  frame: RefObject<HTMLDivElement | null>;
  /** Where a request opens; the row is a link, so that it can be opened beside as well. */
  hrefOf: (request: RequestView) => string;
  onSelect: (request: RequestView) => void;
  /** Somebody reads further down: what comes in at the top should wait. */
  onLeaveTop: () => void;
  hasMore: boolean;
  loadingMore: boolean;
  /** Why the next page did not come; it is asked for again by hand only. */
  moreFailed: string | null;
  onReachEnd: () => void;
}

/** The virtualized list: only the rows in view are in the page, whatever their number. */
export function RequestList(props: RequestListProps) {
  const { requests, selected, look, frame, hasMore, loadingMore, moreFailed, onReachEnd } = props;
  const rowHeight = ROW_HEIGHTS[look.density];
  // By what a row shows, so that those that come in at the top leave the others as they are.
  const getItemKey = useCallback(
    (index: number) => {
      const request = requests[index];
      return request === undefined ? index : requestKey(request);
    },
    [requests],
  );
  const virtualizer = useVirtualizer({
    count: requests.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey,
  });
  const items = virtualizer.getVirtualItems();
  const columns = useMemo(() => columnsOf(look.columns), [look.columns]);
  const lastIndex = items.at(-1)?.index ?? -1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: measure() asks estimateSize, which gives rowHeight
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  useEffect(() => {
    if (hasMore && !loadingMore && moreFailed === null && lastIndex >= requests.length - 40) onReachEnd();
  }, [hasMore, loadingMore, moreFailed, lastIndex, requests.length, onReachEnd]);

  const selectedIndex = useMemo(
    () => (selected === null ? -1 : requests.findIndex((request) => request.id === selected)),
    [requests, selected],
  );
  useSteadyScroll({ virtualizer, frame, requests, rowHeight, selected, selectedIndex });
  useFocusFollows(frame, selected);
  const firstIndex = items[0]?.index ?? 0;
  const stop = items.some(({ index }) => index === selectedIndex) ? selectedIndex : firstIndex;

  const tracks = tracksOf(look.columns);
  return (
    <div
      ref={frame}
      {...{ [LIST_MARK]: "" }}
      className="@container min-h-0 min-w-0 flex-1 overflow-auto"
      style={{ "--wide": tracks.wide, "--narrow": tracks.narrow } as CSSProperties}
      onScroll={(event) => {
        if (event.currentTarget.scrollTop > rowHeight) props.onLeaveTop();
      }}
    >
      <table
        aria-label="Requests"
        aria-rowcount={hasMore ? -1 : requests.length + 1}
        className="block w-full @xl:min-w-min"
      >
        <thead className="sticky top-0 z-10 block bg-surface">
          <tr className={cn(GRID, "h-9 items-center border-b")}>
            {columns.map(({ id, title }) => (
              <th key={id} scope="col" className={headerClass(id)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const request = requests[item.index];
            if (request === undefined) return null;
            return (
              <RequestRow
                key={item.key}
                request={request}
                columns={columns}
                rowIndex={item.index + 2}
                chosen={request.id === selected}
                tabStop={item.index === stop}
                href={props.hrefOf(request)}
                className={GRID}
                style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
                onSelect={props.onSelect}
              />
            );
          })}
        </tbody>
      </table>
      {moreFailed !== null && !loadingMore ? (
        <Notice tone="danger" live className="m-3">
          <span className="flex flex-wrap items-center gap-3">
            More requests could not be read. {moreFailed}
            <Button size="sm" onClick={onReachEnd}>
              Try again
            </Button>
          </span>
        </Notice>
      ) : null}
      {loadingMore ? (
        <div className="flex h-10 items-center justify-center text-muted">
          <Spinner label="Loading more requests" />
        </div>
      ) : null}
    </div>
  );
}
