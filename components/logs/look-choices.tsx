"use client";

import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ALWAYS, COLUMN_LOOKS, DENSITIES, type Density, type LogsLook, withColumn } from "./column-choice.ts";

const WORDS: Record<Density, string> = { comfortable: "Comfortable", compact: "Compact" };

export interface LookChoicesProps {
  look: LogsLook;
  onChange: (look: LogsLook) => void;
}

export default function LookChoices({ look, onChange }: LookChoicesProps) {
  const id = useId();
  return (
    <>
      <fieldset>
        <legend className="px-2 py-1 text-sm text-muted">Density</legend>
        {DENSITIES.map((density) => (
          <label
            key={density}
            className="flex h-8 cursor-pointer items-center gap-2.5 rounded-badge px-2 text-sm hover:bg-hover"
          >
            <input
              type="radio"
              name={id}
              checked={look.density === density}
              onChange={() => onChange({ ...look, density })}
              className="accent-accent"
            />
            {WORDS[density]}
          </label>
        ))}
      </fieldset>
      <fieldset className="mt-1 border-t border-hairline pt-1">
        <legend className="sr-only">Columns</legend>
        {COLUMN_LOOKS.map((column) => (
          <div key={column.id} className="flex h-7 items-center gap-2.5 rounded-badge px-2 hover:bg-hover">
            <Checkbox
              id={`${id}-${column.id}`}
              checked={look.columns.includes(column.id)}
              disabled={column.id === ALWAYS}
              onCheckedChange={(shown) =>
                onChange({ ...look, columns: withColumn(look.columns, column.id, shown) })
              }
            />
            <label htmlFor={`${id}-${column.id}`} className="flex-1 cursor-pointer text-sm">
              {column.title}
            </label>
          </div>
        ))}
      </fieldset>
    </>
  );
}
