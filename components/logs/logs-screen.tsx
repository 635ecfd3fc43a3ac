"use client";

import { BellPlus, CircleHelp } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import { useBelowLg } from "#components/ui/use-below-lg.ts";
import { addTerm, hasValue, toggleValue } from "#lib/events/query/edit.ts";
import { parseQuery } from "#lib/events/query/parse.ts";
import type { RequestView } from "#lib/events/views.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { alertHref } from "./alert-from-query.ts";
import type { LogsLook } from "./column-choice.ts";
import { DrawerFrame } from "./drawer-frame.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FacetList } from "./facet-list.tsx";
import { ListSkeleton, NothingFound } from "./list-states.tsx";
import { LogsToolbar } from "./logs-toolbar.tsx";
import { LookMenu } from "./look-menu.tsx";
import { newerThan } from "./newer.ts";
import { NewerControl } from "./newer-control.tsx";
import { QueryBox } from "./query-box.tsx";
import { RequestList } from "./request-list.tsx";
import { SavedViewsMenu } from "./saved-views-menu.tsx";
import { SearchFigures } from "./search-figures.tsx";
import { TailControls } from "./tail-controls.tsx";
import { useKeyboard } from "./use-keyboard.ts";
import { useListed } from "./use-listed.ts";
import { pathOf, searchKey, useFacets, useHistogram, useRequestDetail } from "./use-log-data.ts";
import { useLogsLook } from "./use-logs-look.ts";
import { openInAddress, useLogsState } from "./use-logs-state.ts";
import type { ViewActions } from "./view-actions.ts";

/** The list answers first; what one request needs is loaded with the first that is opened. */
const RequestDrawer = dynamic(() => import("./request-drawer.tsx"), {
  ssr: false,
  loading: () => <DrawerFrame />,
});

interface LogsScreenProps {
  slug: string;
  /** Of the Channel. */
  name: string;
  /** What stands above all of it. */
  bar: ReactNode;
  defaultRange: string;
  look: LogsLook;
  views: ViewActions;
  /** Whether the viewer makes alert Recipes of the Channel. */
  mayAlert: boolean;
  /** How a first event is sent; shown while there are no requests. */
  firstEvent: ReactNode;
}

/** Logs of one Channel: filters, histogram, list and the open request. */
export function LogsScreen(props: LogsScreenProps) {
  const { slug, name, bar, defaultRange, look: kept, views, mayAlert, firstEvent } = props;
  const { state, hrefOf, change } = useLogsState(defaultRange);
  const [look, setLook] = useLogsLook(kept);
  const input = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const readable = useMemo(() => parseQuery(state.q).errors.length === 0, [state.q]);
  const histogram = useHistogram(slug, state, readable);
  const everything = useHistogram(slug, { ...state, q: "" }, state.q !== "");
  const facets = useFacets(slug, state, readable);
  const detail = useRequestDetail(slug, state.event, state.at);
  const { pages, listed, tail, renewal } = useListed(slug, state, readable);
  const comparable =
    state.label !== null &&
    pages.data !== undefined &&
    !pages.isPlaceholderData &&
    !histogram.isPlaceholderData;
  const counted = comparable ? histogram.data : undefined;
  const newer = useMemo(
    () => newerThan(listed, !pages.hasNextPage, counted),
    [listed, pages.hasNextPage, counted],
  );

  const open = useCallback(
    (request: RequestView) => change({ event: request.id, at: request.timestamp }),
    [change],
  );
  const hrefOfRequest = (request: RequestView) =>
    request.channel === slug
      ? hrefOf({ event: request.id, at: request.timestamp })
      : `/channels/${request.channel}/logs?${new URLSearchParams({ event: request.id, at: request.timestamp })}`;
  const close = () => {
    if (state.event !== null) change({ event: null });
  };
  const step = (by: 1 | -1) => {
    const event = openInAddress();
    const index = listed.findIndex((request) => request.id === event);
    const found = listed[index < 0 ? 0 : index + by];
    if (found !== undefined)
      change({ event: found.id, at: found.timestamp }, event === null ? "push" : "replace");
  };
  const resume = () => {
    tail.resume();
    frame.current?.scrollTo({ top: 0 });
  };
  const next = () => step(1);
  const previous = () => step(-1);
  useKeyboard({
    "/": () => input.current?.focus(),
    j: next,
    k: previous,
    ArrowDown: next,
    ArrowUp: previous,
    Escape: close,
    l: tail.toggle,
    p: () => (tail.paused ? resume() : tail.pause()),
  });

  const filters = (
    <FacetList
      facets={facets.data?.data ?? (readable && !facets.isError ? undefined : {})}
      isChosen={(field, value) => hasValue(state.q, field, value)}
      onToggle={(field, value) => change({ q: toggleValue(state.q, field, value) })}
    />
  );
  const view = histogram.data;
  // An open request lies over all of it then.
  const covered = useBelowLg() && state.event !== null;

  return (
    <>
      <div className="contents" inert={covered}>
        {bar}
        <h1 className="sr-only">Logs of {safeText(name)}</h1>
      </div>
      <div className="flex min-h-0 flex-1">
        <div inert={covered} className="hidden w-52 shrink-0 overflow-y-auto border-r px-5 pt-4 xl:block">
          {filters}
        </div>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div className="contents" inert={covered}>
            <div className="flex flex-wrap items-start gap-2 px-4 pt-4 lg:px-5">
              <QueryBox
                query={state.q}
                known={facets.data?.data ?? {}}
                inputRef={input}
                onChange={(q) => change({ q })}
              />
              <LogsToolbar filters={filters}>
                <SavedViewsMenu
                  {...views}
                  slug={slug}
                  q={state.q}
                  range={state.label ?? ""}
                  onOpen={({ query, range }) =>
                    change({ q: query, event: null, ...(range === null ? {} : { label: range }) })
                  }
                />
                <TailControls tail={tail} onResume={resume} />
                {mayAlert ? (
                  <Link href={alertHref(slug, state.q)} className={buttonClass()} aria-label="Alert on this">
                    <BellPlus aria-hidden />
                    <span className="max-sm:hidden">Alert on this</span>
                  </Link>
                ) : null}
                <ExportMenu href={pathOf(slug, "export", state)} total={view?.total ?? null} />
                <LookMenu look={look} onChange={setLook} />
              </LogsToolbar>
            </div>
            <SearchFigures
              view={view}
              loading={readable}
              search={histogram.isPlaceholderData ? null : searchKey(state)}
              error={
                histogram.isError ? { message: histogram.error.message, retry: histogram.refetch } : null
              }
              all={state.q === "" ? null : (everything.data?.total ?? null)}
              selected={state.selected}
              onSelect={(from, to) => change({ range: { from, to } })}
              renewal={
                tail.on && renewal.problem === null ? null : (
                  <NewerControl
                    newer={newer}
                    busy={renewal.busy}
                    problem={renewal.problem}
                    onShow={renewal.renew}
                  />
                )
              }
            />
            {tail.interrupted ? (
              <Notice tone="warning" live className="m-3">
                The live tail is interrupted. It goes on by itself as soon as the server answers.
              </Notice>
            ) : null}
          </div>
          <div className="flex min-h-0 flex-1">
            <div className="contents" inert={covered}>
              {!readable ? (
                <EmptyState icon={<CircleHelp />} title="This query cannot be read" className="flex-1">
                  What is wrong is marked in the box above; its question mark explains the language.
                </EmptyState>
              ) : pages.isError && listed.length === 0 ? (
                <ErrorState
                  title="These requests could not be read"
                  onRetry={() => void pages.refetch()}
                  retrying={pages.isFetching}
                  className="flex-1"
                >
                  {pages.error.message}
                </ErrorState>
              ) : pages.isPending ? (
                <ListSkeleton />
              ) : listed.length === 0 ? (
                <NothingFound
                  narrowed={state.q !== ""}
                  onClear={<Button onClick={() => change({ q: "" })}>Take all conditions away</Button>}
                  firstEvent={firstEvent}
                />
              ) : (
                <RequestList
                  requests={listed}
                  selected={state.event}
                  look={look}
                  frame={frame}
                  hrefOf={hrefOfRequest}
                  onSelect={open}
                  onLeaveTop={tail.hold}
                  hasMore={pages.hasNextPage}
                  loadingMore={pages.isFetchingNextPage}
                  moreFailed={pages.isFetchNextPageError ? pages.error.message : null}
                  onReachEnd={pages.fetchNextPage}
                />
              )}
            </div>
            {state.event === null ? null : (
              <RequestDrawer
                request={listed.find((request) => request.id === state.event) ?? null}
                detail={detail.data?.data}
                error={detail.isError ? detail.error.message : null}
                onRetry={() => void detail.refetch()}
                onClose={close}
                onStep={step}
                onSearch={(term) => change({ q: addTerm(state.q, term), event: null })}
                hrefOf={hrefOfRequest}
                similarHref={({ query, from, to }) =>
                  hrefOf({ q: query, range: { from: Date.parse(from), to: Date.parse(to) } })
                }
              />
            )}
          </div>
        </div>
      </div>
    </>
  );
}
