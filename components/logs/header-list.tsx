import { safeText } from "#lib/format/safe-text.ts";

interface HeaderListProps {
  title: string;
  headers: Record<string, string> | undefined;
}

/** Headers as they were sent, secrets already redacted. Nothing when none were recorded. */
export function HeaderList({ title, headers }: HeaderListProps) {
  if (headers === undefined || Object.keys(headers).length === 0) return null;
  return (
    <section className="mt-4">
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      <dl className="font-mono text-xs">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name} className="flex flex-wrap gap-x-2 py-0.5">
            <dt className="text-muted">{safeText(name)}:</dt>
            <dd className="min-w-0 break-all">{safeText(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
