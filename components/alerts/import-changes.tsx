import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { ImportData } from "#lib/http/api/alerts.ts";

type Change = ImportData["changes"][number]["change"];

const WORDS: Record<Change, { planned: string; done: string; tone: Tone }> = {
  created: { planned: "would be created", done: "created", tone: "good" },
  changed: { planned: "would be changed", done: "changed", tone: "accent" },
  removed: { planned: "would be removed", done: "removed", tone: "danger" },
  unchanged: { planned: "stays as it is", done: "unchanged", tone: "neutral" },
  kept: { planned: "not in the file, stays", done: "not in the file, kept", tone: "neutral" },
};

/** What an import does to each Recipe. */
export function ImportChanges({ result }: { result: ImportData }) {
  return (
    <div role="status">
      <p className="mb-1 text-sm font-semibold">{result.dry_run ? "What would change" : "Imported"}</p>
      {result.changes.length === 0 ? (
        <p className="text-sm text-muted">Nothing: there are no Recipes.</p>
      ) : null}
      <ul aria-label="Changes" className="flex flex-col gap-1.5">
        {result.changes.map(({ name, change, fields, condition }) => (
          <li key={name} className="text-sm">
            <span className="font-medium">{name}</span>{" "}
            <Badge tone={WORDS[change].tone}>{WORDS[change][result.dry_run ? "planned" : "done"]}</Badge>
            {fields.length > 0 ? (
              <span className="text-muted"> {fields.join(", ").replaceAll("_", " ")}</span>
            ) : null}
            <p className="text-muted">If {condition}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
