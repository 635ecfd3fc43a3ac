"use client";

import { useZone } from "#components/ui/zone.tsx";
import { rangeInWords } from "#lib/format/range.ts";
import type { Span } from "#lib/verification/differing.ts";

const SHOWN = 2;

/** Which parts of a chart are not to be trusted: verification found the index to differ from the archive. */
export function Differing({ spans }: { spans: readonly Span[] }) {
  const zone = useZone();
  const shown = spans.slice(0, SHOWN).map(({ from, to }) => rangeInWords(from, to, zone));
  const more = spans.length - shown.length;
  return (
    <span className="text-warning-text">
      {shown.join(" and ")}
      {more > 0 ? ` and ${more} more` : ""} {spans.length > 1 ? "differ" : "differs"} from the archive
    </span>
  );
}
