import { cn } from "#components/ui/cn.ts";

interface AskBarProps {
  as: "question" | "sql";
  onBuild: () => void;
  /** Goes on with what was built, as SQL. */
  onWrite: () => void;
}

const WAYS = [
  { as: "question", label: "Build" },
  { as: "sql", label: "SQL" },
] as const;

/** Two ways to ask. What was built opens as SQL; SQL does not go back. */
export function AskBar({ as, onBuild, onWrite }: AskBarProps) {
  return (
    <fieldset className="flex w-fit gap-0.5 rounded-control border bg-sunken p-0.5">
      <legend className="sr-only">Way to ask</legend>
      {WAYS.map((way) => (
        <button
          key={way.as}
          type="button"
          aria-pressed={as === way.as}
          onClick={() => {
            if (as !== way.as) (way.as === "sql" ? onWrite : onBuild)();
          }}
          className={cn(
            "h-7 rounded-badge px-3 text-sm font-medium usual:text-muted transition-colors hover:text-text",
            as === way.as && "bg-surface text-text shadow-panel",
          )}
        >
          {way.label}
        </button>
      ))}
    </fieldset>
  );
}
