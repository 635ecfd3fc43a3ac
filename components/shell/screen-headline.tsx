import { Notice } from "#components/ui/notice.tsx";

interface ScreenHeadlineProps {
  /** The answer, in words; told when it changes. */
  headline: string;
  note: string;
  /** Why what is shown is not renewed; null: it is. */
  stale: string | null;
}

/** What a screen that renews itself says first. */
export function ScreenHeadline({ headline, note, stale }: ScreenHeadlineProps) {
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="text-headline font-semibold" aria-live="polite">
          {headline}
        </h1>
        <p className="text-muted">{note}</p>
      </div>
      {stale === null ? null : (
        <Notice tone="warning" live title="These figures are not renewed at the moment">
          {stale}
        </Notice>
      )}
    </>
  );
}
