"use client";

import { Braces, ChevronDown, ChevronUp, Link2, Terminal, X } from "lucide-react";
import { OutcomeBadge } from "#components/events/outcome.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { toCurl } from "#lib/events/curl.ts";
import type { RequestDetail, RequestView, SimilarErrors } from "#lib/events/views.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { labelOf } from "./columns.tsx";
import { DrawerFrame } from "./drawer-frame.tsx";
import { RequestFacts } from "./request-facts.tsx";

interface RequestDrawerProps {
  request: RequestView | null;
  detail: RequestDetail | undefined;
  /** Why it could not be read. */
  error: string | null;
  onRetry: () => void;
  onClose: () => void;
  onStep: (by: 1 | -1) => void;
  onSearch: (term: string) => void;
  hrefOf: (request: RequestView) => string;
  similarHref: (similar: SimilarErrors) => string;
}

/** The open request, with the ways on from it. */
export default function RequestDrawer({
  request,
  detail,
  error,
  onRetry,
  onClose,
  onStep,
  ...links
}: RequestDrawerProps) {
  const shown = detail?.request ?? request;
  return (
    <DrawerFrame>
      <header className="flex h-12 shrink-0 items-center gap-2.5 border-b px-4">
        {shown === null ? (
          error === null ? (
            <Skeleton className="h-5 w-40" />
          ) : (
            <h2 className="text-sm font-semibold">Request</h2>
          )
        ) : (
          <>
            <OutcomeBadge outcome={shown.outcome} label={labelOf(shown)} />
            <h2 className="min-w-0 truncate font-mono text-sm font-semibold">
              {safeText(shown.endpoint ?? shown.kind ?? "Request")}
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
        {detail === undefined ? (
          error === null ? (
            <DrawerSkeleton />
          ) : (
            <ErrorState title="This request could not be read" onRetry={onRetry}>
              {error}
            </ErrorState>
          )
        ) : (
          <>
            <div className="mb-3 flex flex-wrap gap-2">
              <CopyButton
                withText
                text={() => toCurl(detail.request)}
                label="Copy as cURL"
                icon={<Terminal aria-hidden />}
              />
              <CopyButton
                withText
                text={() => JSON.stringify(detail.request, null, 2)}
                label="Copy as JSON"
                icon={<Braces aria-hidden />}
              />
            </div>
            <RequestFacts detail={detail} {...links} />
          </>
        )}
      </div>
    </DrawerFrame>
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
