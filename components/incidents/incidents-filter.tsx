"use client";

import { useRouter } from "next/navigation";
import { cn } from "#components/ui/cn.ts";
import { Select } from "#components/ui/select.tsx";
import { presetInWords } from "#lib/format/range.ts";
import { INCIDENT_SPANS, type IncidentSearch, SHOWN_SPAN } from "./search.ts";

const ANY = "any";

interface IncidentsFilterProps {
  slug: string;
  search: IncidentSearch;
  recipes: readonly { id: string; name: string }[];
}

/** Open or all, which Recipe, since when; the choice is in the address. */
export function IncidentsFilter({ slug, search, recipes }: IncidentsFilterProps) {
  const router = useRouter();
  const choose = (change: Partial<IncidentSearch>) => {
    const { open, recipe, range } = { ...search, ...change };
    const params = new URLSearchParams();
    if (open) params.set("open", "true");
    if (recipe !== null) params.set("recipe", recipe);
    if (range !== SHOWN_SPAN) params.set("range", range);
    const query = params.toString();
    router.push(`/channels/${slug}/incidents${query === "" ? "" : `?${query}`}`, { scroll: false });
  };
  const which = [
    { open: false, label: "All" },
    { open: true, label: "Open" },
  ];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <fieldset className="flex rounded-control border bg-surface shadow-panel">
        <legend className="sr-only">Which</legend>
        {which.map(({ open, label }) => (
          <button
            key={label}
            type="button"
            aria-pressed={search.open === open}
            onClick={() => choose({ open })}
            className={cn(
              "h-[30px] px-3 text-sm text-muted transition-colors first:rounded-l-control last:rounded-r-control hover:text-text",
              search.open === open && "bg-text/6 font-semibold text-text",
            )}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <Select
        aria-label="Recipe"
        value={search.recipe ?? ANY}
        onValueChange={(value) => choose({ recipe: value === ANY ? null : value })}
        options={[
          { value: ANY, label: "Any Recipe" },
          ...recipes.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        className="w-auto max-w-64 min-w-40"
      />
      <Select
        aria-label="Since"
        value={search.range}
        onValueChange={(value) => {
          const range = INCIDENT_SPANS.find((span) => span === value);
          if (range !== undefined) choose({ range });
        }}
        options={INCIDENT_SPANS.map((value) => ({ value: value as string, label: presetInWords(value) }))}
        className="w-auto min-w-36"
      />
    </div>
  );
}
