"use client";

import { useId } from "react";
import { FAULT_LOOKS, OUTCOME_LOOKS } from "#components/events/outcome.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { FAULTS, OUTCOMES } from "#lib/events/document.ts";
import type { KeywordField } from "#lib/events/query/types.ts";
import { formatCount } from "#lib/format/number.ts";

interface FacetDefinition {
  field: KeywordField;
  title: string;
}

/** In the order in which they narrow a question down. */
const FACETS: FacetDefinition[] = [
  { field: "outcome", title: "Outcome" },
  { field: "endpoint", title: "Endpoint" },
  { field: "error_label", title: "Error" },
  { field: "fault", title: "Fault" },
  { field: "kind", title: "Kind" },
  { field: "method", title: "Method" },
];

interface FacetListProps {
  /** Undefined while loading. */
  facets: Partial<Record<KeywordField, { value: string; count: number }[]>> | undefined;
  isChosen: (field: KeywordField, value: string) => boolean;
  onToggle: (field: KeywordField, value: string) => void;
}

function wordOf(field: string, value: string): string {
  if (field === "outcome") {
    const outcome = OUTCOMES.find((known) => known === value);
    return outcome === undefined ? value : OUTCOME_LOOKS[outcome].word;
  }
  const fault = FAULTS.find((known) => field === "fault" && known === value);
  return fault === undefined ? value : FAULT_LOOKS[fault].word;
}

const isCode = (field: string) => field === "endpoint" || field === "error_label" || field === "method";

function Facet({ definition, facets, isChosen, onToggle }: FacetListProps & { definition: FacetDefinition }) {
  const id = useId();
  const values = facets?.[definition.field] ?? [];
  if (facets !== undefined && values.length === 0) return null;
  return (
    <fieldset className="mb-5">
      <legend className="mb-1.5 text-sm font-medium text-muted">{definition.title}</legend>
      {facets === undefined
        ? [0, 1, 2].map((row) => <Skeleton key={row} className="my-2 h-4" />)
        : values.map(({ value, count }) => (
            <div key={value} className="flex min-h-6 items-center gap-2 text-sm">
              <Checkbox
                id={`${id}-${value}`}
                checked={isChosen(definition.field, value)}
                onCheckedChange={() => onToggle(definition.field, value)}
              />
              <label
                htmlFor={`${id}-${value}`}
                className={`min-w-0 flex-1 cursor-pointer truncate ${isCode(definition.field) ? "font-mono text-xs" : ""}`}
                title={value}
              >
                {wordOf(definition.field, value)}
              </label>
              <span className="text-muted">{formatCount(count)}</span>
            </div>
          ))}
    </fieldset>
  );
}

/** Values of the fields that narrow a search, with how many requests of the range have each. */
export function FacetList(props: FacetListProps) {
  return (
    <section aria-label="Filters" aria-busy={props.facets === undefined}>
      {FACETS.map((definition) => (
        <Facet key={definition.field} definition={definition} {...props} />
      ))}
    </section>
  );
}
