import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";
import type { PipelineWarning } from "#lib/pipeline/views.ts";

/** What to look at, the worst first; nothing when all is well. */
export function WarningList({ warnings }: { warnings: readonly PipelineWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <section aria-label="Warnings" className="flex flex-col gap-2">
      {warnings.map(({ severity, sentence, link }) => (
        <Notice key={sentence} tone={severity} className="py-2.5">
          <span className="text-text">{sentence}</span>{" "}
          {link === undefined ? null : (
            <Link href={link} className="text-accent-text underline">
              See it
            </Link>
          )}
        </Notice>
      ))}
    </section>
  );
}
