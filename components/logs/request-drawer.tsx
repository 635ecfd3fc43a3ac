"use client";

import { ChevronDown, ChevronUp, Link2, Terminal, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { FAULT_LOOKS, OutcomeBadge } from "#components/events/outcome.tsx";
import { useShell } from "#components/shell/context.tsx";
import { recipeHref, userHref } from "#components/support/links.ts";
import { CodeBlock } from "#components/ui/code.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { toCurl } from "#lib/events/curl.ts";
import type { RequestDetail, RequestView } from "#lib/events/views.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { labelOf } from "./columns.tsx";
import { HeaderList } from "./header-list.tsx";
import { PhaseBar } from "./phase-bar.tsx";
import { RunSteps } from "./run-steps.tsx";

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-3 py-1.5 text-sm">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

const bytes = (request: RequestView) =>
  [request.request_bytes, request.response_bytes]
    .map((size) => (size === undefined ? "–" : formatBytes(size)))
    .join(", ");

/** One request with everything known of it; answers "whose fault" first. */
function RequestFacts({ detail, onSearch }: { detail: RequestDetail; onSearch: (q: string) => void }) {
  const { request, verdict, run } = detail;
  const mono = "font-mono text-xs";
  const { support } = useShell().navigation;
  const inSupport = (href: string) =>
    support ? (
      <Link href={href} className="ml-2 text-xs text-muted hover:underline">
        in Support
      </Link>
    ) : null;
  const searchable = (field: string, value: string) => (
    <button
      type="button"
      className={`${mono} text-left break-all text-accent-text hover:underline`}
      onClick={() => onSearch(`${field}:${value}`)}
    >
      {value}
    </button>
  );
  return (
    <>
      {verdict === null ? null : (
        <Notice tone={verdict.fault === "partner" ? "danger" : "warning"} className="mb-3 px-3 py-2">
          <strong className="font-semibold text-text">Fault: {FAULT_LOOKS[verdict.fault].word}.</strong>{" "}
          {verdict.reason}
        </Notice>
      )}
      <dl>
        {request.url === undefined ? null : (
          <Row name="Request">
            <span className={`${mono} font-semibold`}>{request.method}</span>
            <span className={`block ${mono} break-all`}>{request.url}</span>
          </Row>
        )}
        <Row name="Started">
          <Time at={request.timestamp} form="full" className={mono} />
        </Row>
        <Row name="Duration">
          {formatDuration(request.duration_ms)}
          <PhaseBar durationMs={request.duration_ms} timings={request.timings} />
        </Row>
        {request.error_message || request.error_type ? (
          <Row name="Error">
            <span className={mono}>{request.error_message ?? request.error_type}</span>
          </Row>
        ) : null}
        <Row name="Sent, received">{bytes(request)}</Row>
        {request.attempt === undefined ? null : (
          <Row name="Attempt">
            {request.attempt}
            {request.max_attempts === undefined ? "" : ` of ${request.max_attempts}`}
          </Row>
        )}
        {request.recipe_id === undefined ? null : (
          <Row name="Recipe">
            {searchable("recipe", request.recipe_id)}
            {inSupport(recipeHref(request.recipe_id))}
          </Row>
        )}
        {request.user_id === undefined ? null : (
          <Row name="User">
            {searchable("user", request.user_id)}
            {inSupport(userHref(request.user_id))}
          </Row>
        )}
        {request.request_id === undefined ? null : (
          <Row name="Your request id">{searchable("request_id", request.request_id)}</Row>
        )}
        {request.worker === undefined ? null : (
          <Row name="Worker">
            <span className={mono}>{request.worker}</span>
          </Row>
        )}
        <Row name="Event id">
          <span className={`${mono} break-all`}>{request.id}</span>
        </Row>
      </dl>
      <HeaderList title="Request headers" headers={request.request_headers} />
      <HeaderList title="Response headers" headers={request.response_headers} />
      {request.response_excerpt === undefined ? null : (
        <section className="mt-4">
          <h3 className="mb-1.5 text-sm font-semibold">Response, first part</h3>
          <CodeBlock code={request.response_excerpt} copyLabel="Copy the response" />
        </section>
      )}
      <RunSteps steps={run} current={request.id} />
    </>
  );
}

interface RequestDrawerProps {
  request: RequestView | null;
  detail: RequestDetail | undefined;
  error: ReactNode;
  onClose: () => void;
  onStep: (by: 1 | -1) => void;
  onSearch: (q: string) => void;
}

/** The open request beside the list; on narrow screens over it. */
export function RequestDrawer({ request, detail, error, onClose, onStep, onSearch }: RequestDrawerProps) {
  const shown = detail?.request ?? request;
  return (
    <aside
      aria-label="Request"
      className="fixed inset-x-0 top-(--banner) bottom-0 z-30 flex flex-col bg-surface lg:static lg:z-auto lg:w-[22.5rem] lg:shrink-0 lg:border-l xl:w-[25rem]"
    >
      <header className="flex h-12 shrink-0 items-center gap-2.5 border-b px-4">
        {shown === null ? (
          <Skeleton className="h-5 w-40" />
        ) : (
          <>
            <OutcomeBadge outcome={shown.outcome} label={labelOf(shown)} />
            <h2 className="min-w-0 truncate font-mono text-sm font-semibold">
              {shown.endpoint ?? shown.kind ?? "Request"}
            </h2>
          </>
        )}
        <div className="ml-auto flex">
          <IconButton label="Previous request (k)" size="sm" onClick={() => onStep(-1)}>
            <ChevronUp />
          </IconButton>
          <IconButton label="Next request (j)" size="sm" onClick={() => onStep(1)}>
            <ChevronDown />
          </IconButton>
          <CopyButton
            text={() => window.location.href}
            label="Copy link"
            icon={<Link2 aria-hidden />}
            size="sm"
          />
          <IconButton label="Close (Esc)" size="sm" onClick={onClose}>
            <X />
          </IconButton>
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        {error}
        {detail === undefined && !error ? <DrawerSkeleton /> : null}
        {detail === undefined ? null : (
          <>
            <div className="mb-3 flex gap-2">
              <CopyButton
                withText
                text={toCurl(detail.request)}
                label="Copy as cURL"
                icon={<Terminal aria-hidden />}
              />
              <CopyButton withText text={JSON.stringify(detail.request, null, 2)} label="Copy as JSON" />
            </div>
            <RequestFacts detail={detail} onSearch={onSearch} />
          </>
        )}
      </div>
    </aside>
  );
}

function DrawerSkeleton() {
  return (
    <section aria-busy aria-label="Loading the request">
      {[80, 60, 90, 50, 70, 40].map((width) => (
        <Skeleton key={width} className="mb-3 h-4" />
      ))}
    </section>
  );
}
