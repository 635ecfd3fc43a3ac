import { parseSpan, presetInWords } from "#lib/format/range.ts";
import { AUDIT_NOUNS, type AuditFilter, type AuditNoun } from "#lib/members/audit-trail.ts";

const SPANS = ["24h", "7d", "30d", "365d"] as const;

export const AUDIT_SPANS = SPANS.map((value) => ({ value: value as string, label: presetInWords(value) }));

/** What the address asks of the audit trail. */
export interface AuditSearch {
  what: AuditNoun | undefined;
  who: string | undefined;
  since: (typeof SPANS)[number] | undefined;
  before: string | undefined;
}

type Params = Record<string, string | string[] | undefined>;

/** Nonsense counts as nothing chosen. */
export function readAuditSearch(params: Params): AuditSearch {
  const { what, who, since, before } = params;
  return {
    what: AUDIT_NOUNS.find((noun) => noun === what),
    who:
      typeof who === "string" && /^(person|key):[\w-]{1,64}$|^(command|system)$/.test(who) ? who : undefined,
    since: SPANS.find((span) => span === since),
    before: typeof before === "string" && /^\d{1,18}$/.test(before) ? before : undefined,
  };
}

export function filterOf({ what, who, since, before }: AuditSearch, now: number): AuditFilter {
  const span = since === undefined ? null : parseSpan(since);
  return { noun: what, actor: who, since: span === null ? undefined : now - span, before };
}

/** The same search further back. */
export function olderHref({ what, who, since }: AuditSearch, before: string): string {
  const chosen = Object.entries({ what, who, since, before }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `?${new URLSearchParams(chosen)}`;
}
