import Link from "next/link";
import { DetailRow } from "#components/events/detail-row.tsx";
import { FAULT_LOOKS } from "#components/events/outcome.tsx";
import { useShell } from "#components/shell/context.tsx";
import { recipeHref, userHref } from "#components/support/links.ts";
import { CodeBlock } from "#components/ui/code.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCondition } from "#lib/events/query/format.ts";
import type { KeywordField } from "#lib/events/query/types.ts";
import type { RequestDetail, RequestView, SimilarErrors } from "#lib/events/views.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatPlural } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { HeaderList } from "./header-list.tsx";
import { LongText } from "./long-text.tsx";
import { PhaseBar } from "./phase-bar.tsx";
import { RunSteps } from "./run-steps.tsx";

const MONO = "font-mono text-xs";

interface SearchableProps {
  name: string;
  field: KeywordField;
  value: string | undefined;
  onSearch: (term: string) => void;
  /** Where people of support find more of it. */
  supportHref?: (value: string) => string;
}

/** A value that leads to all requests that have it. */
function Searchable({ name, field, value, onSearch, supportHref }: SearchableProps) {
  const { support } = useShell().navigation;
  if (value === undefined) return null;
  const term = formatCondition({ type: "keyword", field, values: [value], not: false });
  return (
    <DetailRow name={name}>
      <button
        type="button"
        className={`${MONO} text-left break-all text-accent-text hover:underline`}
        onClick={() => onSearch(term)}
      >
        {safeText(value)}
      </button>
      {support && supportHref !== undefined ? (
        <Link href={supportHref(value)} className="ml-2 text-xs text-muted hover:underline">
          in Support
        </Link>
      ) : null}
    </DetailRow>
  );
}

function Similar({ similar, href }: { similar: SimilarErrors; href: string }) {
  return (
    <DetailRow name="Same error">
      {similar.requests > 1 ? (
        <Link href={href} className="text-accent-text underline">
          {formatPlural(similar.requests, "request")}
          {similar.users > 0 ? ` of ${formatPlural(similar.users, "user")}` : ""}
        </Link>
      ) : (
        "only this one"
      )}
      <span className="text-muted"> within an hour before and after</span>
    </DetailRow>
  );
}

const sizes = (request: RequestView) =>
  [request.request_bytes, request.response_bytes]
    .map((size) => (size === undefined ? "–" : formatBytes(size)))
    .join(", ");

const attempt = ({ attempt: which, max_attempts: most }: RequestView) =>
  most === undefined ? which : `${which} of ${most}`;

interface RequestFactsProps {
  detail: RequestDetail;
  onSearch: (term: string) => void;
  hrefOf: (request: RequestView) => string;
  similarHref: (similar: SimilarErrors) => string;
}

/** One request with everything known of it; answers "whose fault" first. */
export function RequestFacts({ detail, onSearch, hrefOf, similarHref }: RequestFactsProps) {
  const { request, verdict, similar, run } = detail;
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
          <DetailRow name="Request">
            <span className={`${MONO} font-semibold`}>{safeText(request.method ?? "")}</span>
            <span className={`block ${MONO} break-all`}>{safeText(request.url)}</span>
          </DetailRow>
        )}
        <DetailRow name="Started">
          <Time at={request.timestamp} form="full" className={MONO} />
        </DetailRow>
        <DetailRow name="Duration">
          {formatDuration(request.duration_ms)}
          <PhaseBar durationMs={request.duration_ms} timings={request.timings} />
        </DetailRow>
        {request.error_message || request.error_type ? (
          <DetailRow name="Error">
            <LongText text={request.error_message ?? request.error_type ?? ""} className={MONO} />
          </DetailRow>
        ) : null}
        {similar === null ? null : <Similar similar={similar} href={similarHref(similar)} />}
        <DetailRow name="Sent, received">{sizes(request)}</DetailRow>
        {request.attempt === undefined ? null : <DetailRow name="Attempt">{attempt(request)}</DetailRow>}
        <Searchable
          name="Recipe"
          field="recipe_id"
          value={request.recipe_id}
          onSearch={onSearch}
          supportHref={recipeHref}
        />
        <Searchable name="Recipe run" field="run_id" value={request.run_id} onSearch={onSearch} />
        <Searchable
          name="User"
          field="user_id"
          value={request.user_id}
          onSearch={onSearch}
          supportHref={userHref}
        />
        <Searchable
          name="Your request id"
          field="request_id"
          value={request.request_id}
          onSearch={onSearch}
        />
        <Searchable name="Worker" field="worker" value={request.worker} onSearch={onSearch} />
        <DetailRow name="Event id">
          <span className={`${MONO} break-all`}>{safeText(request.id)}</span>
        </DetailRow>
      </dl>
      <HeaderList title="Request headers" headers={request.request_headers} />
      <HeaderList title="Response headers" headers={request.response_headers} />
      {request.response_excerpt === undefined ? null : (
        <section className="mt-4">
          <h3 className="mb-1.5 text-sm font-semibold">Response, first part</h3>
          <CodeBlock code={safeText(request.response_excerpt)} copyLabel="Copy the response" />
        </section>
      )}
      <RunSteps steps={run} current={request.id} hrefOf={hrefOf} />
    </>
  );
}
