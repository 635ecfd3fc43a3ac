"use client";

import { useId } from "react";
import { FAULT_LOOKS, OUTCOME_LOOKS } from "#components/events/outcome.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { FAULTS, OUTCOMES } from "#lib/events/document.ts";
import type { KeywordField } from "#lib/events/query/types.ts";
import { formatCount } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";

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
  return fault === undefined ? safeText(value) : FAULT_LOOKS[fault].word;
}

const isCode = (field: string) => field === "endpoint" || field === "error_label" || field === "method";

type FacetProps = FacetListProps & { definition: FacetDefinition; facets: object };

function Facet({ definition, facets, isChosen, onToggle }: FacetProps) {
  const id = useId();
  const values = facets[definition.field] ?? [];
  if (values.length === 0) return null;
  return (
    <fieldset className="mb-5 min-w-0">
      <legend className="mb-1.5 text-sm font-medium text-muted">{definition.title}</legend>
      {values.map(({ value, count }) => (
        <div key={value} className="flex min-h-6 items-center gap-2 text-sm">
          <Checkbox
            id={`${id}-${value}`}
            checked={isChosen(definition.field, value)}
            onCheckedChange={() => onToggle(definition.field, value)}
          />
          <label
            htmlFor={`${id}-${value}`}
            className={`min-w-0 flex-1 cursor-pointer truncate ${isCode(definition.field) ? "font-mono text-xs" : ""}`}
            title={safeText(value)}
          >
            {wordOf(definition.field, value)}
          </label>
          <span className="text-muted">{formatCount(count)}</span>
        </div>
      ))}
    </fieldset>
  );
}

/** Made of other elements than what takes its place, so that nothing moves. */
function FacetSkeleton() {
  return FACETS.map(({ field }) => (
    <div key={field} className="mb-5">
      <Skeleton className="mb-2 h-3 w-20" />
      <Skeleton className="mb-2 h-4" />
      <Skeleton className="h-4" />
    </div>
  ));
}

/** Values of the fields that narrow a search, with how many requests of the range have each. */
export function FacetList(props: FacetListProps) {
  return (
    <section aria-label="Filters" aria-busy={props.facets === undefined}>
      {props.facets === undefined ? (
        <FacetSkeleton />
      ) : (
        FACETS.map((definition) => (
          <Facet key={definition.field} definition={definition} {...props} facets={props.facets ?? {}} />
        ))
      )}
    </section>
  );
}
