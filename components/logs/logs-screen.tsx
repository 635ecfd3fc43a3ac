"use client";

import { CircleHelp, ListFilter, ScrollText } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogTrigger, SheetContent } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import { addTerm, hasValue, toggleValue } from "#lib/events/query/edit.ts";
import { parseQuery } from "#lib/events/query/parse.ts";
import type { RequestView } from "#lib/events/views.ts";
import { formatPlural } from "#lib/format/number.ts";
import { FacetList } from "./facet-list.tsx";
import { Histogram } from "./histogram.tsx";
import { QueryBox } from "./query-box.tsx";
import { RequestDrawer } from "./request-drawer.tsx";
import { RequestList } from "./request-list.tsx";
import { TailControls } from "./tail-controls.tsx";
import { useKeyboard } from "./use-keyboard.ts";
import { useLiveTail } from "./use-live-tail.ts";
import { useFacets, useHistogram, useRequestDetail, useRequests } from "./use-log-data.ts";
import { useLogsState } from "./use-logs-state.ts";

const SKELETON_ROWS = Array.from({ length: 14 }, (_, row) => row);

/** Logs of one Channel: filters, histogram, list and the open request. */
export function LogsScreen({ slug, defaultRange }: { slug: string; defaultRange: string }) {
  const { state, hrefOf, change } = useLogsState(defaultRange);
  const input = useRef<HTMLInputElement>(null);
  const [filtersOpen, setFiltersOpen] = useState(false);
  const queryError = parseQuery(state.q).errors[0]?.message ?? null;
  const readable = queryError === null;
  const pages = useRequests(slug, state, readable);
  const histogram = useHistogram(slug, state, readable);
  const facets = useFacets(slug, state, readable);
  const detail = useRequestDetail(slug, state.event, state.at);
  const tail = useLiveTail(slug, state.q, readable);

  const listed = useMemo(() => {
    const stored = pages.data?.pages.flatMap((page) => page.data) ?? [];
    if (!tail.on) return stored;
    const ids = new Set(tail.requests.map((request) => request.id));
    return [...tail.requests, ...stored.filter((request) => !ids.has(request.id))];
  }, [pages.data, tail.on, tail.requests]);

  const open = useCallback(
    (request: RequestView) => change({ event: request.id, at: request.timestamp }),
    [change],
  );
  const close = () => {
    if (state.event !== null) change({ event: null });
  };
  const step = (by: 1 | -1) => {
    const index = listed.findIndex((request) => request.id === state.event);
    const next = listed[index < 0 ? 0 : index + by];
    if (next !== undefined)
      change({ event: next.id, at: next.timestamp }, state.event === null ? "push" : "replace");
  };
  useKeyboard({
    "/": () => input.current?.focus(),
    j: () => step(1),
    k: () => step(-1),
    Escape: close,
  });

  const filters = (
    <FacetList
      facets={facets.data?.data}
      isChosen={(field, value) => hasValue(state.q, field, value)}
      onToggle={(field, value) => change({ q: toggleValue(state.q, field, value) })}
    />
  );
  const selected = listed.find((request) => request.id === state.event) ?? null;
  const view = histogram.data;

  return (
    <div className="flex min-h-0 flex-1">
      <div className="hidden w-52 shrink-0 overflow-y-auto border-r px-5 pt-4 xl:block">{filters}</div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="flex flex-wrap items-start gap-2 px-4 pt-4 lg:px-5">
          <QueryBox query={state.q} error={queryError} inputRef={input} onChange={(q) => change({ q })} />
          <div className="flex gap-2 max-sm:w-full">
            <Dialog open={filtersOpen} onOpenChange={setFiltersOpen}>
              <DialogTrigger asChild>
                <Button className="xl:hidden">
                  <ListFilter aria-hidden />
                  Filters
                </Button>
              </DialogTrigger>
              <SheetContent title="Filters" side="left">
                <div className="overflow-y-auto p-4">{filters}</div>
              </SheetContent>
            </Dialog>
            <TailControls tail={tail} />
          </div>
        </div>
        <div className="flex h-9 items-end gap-2 px-4 lg:px-5" aria-live="polite">
          {view === undefined ? (
            <Skeleton className="h-5 w-56" />
          ) : (
            <>
              <p className="font-semibold">{formatPlural(view.total, "request")}</p>
              <p className="text-sm text-muted">{formatPlural(view.users, "user")}</p>
            </>
          )}
        </div>
        <div className="h-[92px] shrink-0 border-b">
          {view === undefined ? (
            <Skeleton className="mx-5 mt-3 h-14" />
          ) : (
            <Histogram view={view} onSelect={(from, to) => change({ range: { from, to } })} />
          )}
        </div>
        {tail.interrupted ? (
          <Notice tone="warning" live className="m-3">
            The live tail is interrupted. It goes on by itself as soon as the index answers.
          </Notice>
        ) : null}
        <div className="flex min-h-0 flex-1">
          {queryError !== null ? (
            <EmptyState icon={<CircleHelp />} title="This query cannot be read" className="flex-1">
              {queryError}
            </EmptyState>
          ) : pages.isError && listed.length === 0 ? (
            <ErrorState
              title="These requests could not be read"
              onRetry={() => void pages.refetch()}
              className="flex-1"
            >
              {pages.error.message}
            </ErrorState>
          ) : pages.isPending ? (
            <section aria-busy aria-label="Loading requests" className="flex-1 px-5 pt-2">
              {SKELETON_ROWS.map((row) => (
                <Skeleton key={row} className="my-3 h-5" />
              ))}
            </section>
          ) : listed.length === 0 ? (
            <EmptyState icon={<ScrollText />} title="No request matches" className="flex-1">
              {state.q === ""
                ? "This Channel had no request in this range. Choose a longer one, or send a first event from Settings."
                : "Take a condition away, or choose a longer range."}
            </EmptyState>
          ) : (
            <RequestList
              requests={listed}
              selected={state.event}
              hrefOf={(request) => hrefOf({ event: request.id, at: request.timestamp })}
              onSelect={open}
              hasMore={pages.hasNextPage}
              loadingMore={pages.isFetchingNextPage}
              onReachEnd={() => void pages.fetchNextPage()}
            />
          )}
          {state.event === null ? null : (
            <RequestDrawer
              request={selected}
              detail={detail.data?.data}
              error={detail.isError ? <Notice tone="danger">{detail.error.message}</Notice> : null}
              onClose={close}
              onStep={step}
              onSearch={(term) => change({ q: addTerm(state.q, term), event: null })}
            />
          )}
        </div>
      </div>
    </div>
  );
}
