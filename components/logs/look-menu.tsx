"use client";

import { Columns3 } from "lucide-react";
import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { ALWAYS, COLUMN_LOOKS, DENSITIES, type Density, type LogsLook, withColumn } from "./column-choice.ts";

const WORDS: Record<Density, string> = { comfortable: "Comfortable", compact: "Compact" };

interface LookMenuProps {
  look: LogsLook;
  onChange: (look: LogsLook) => void;
}

/** Which columns the list has, and how close its rows stand. */
export function LookMenu({ look, onChange }: LookMenuProps) {
  const id = useId();
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton label="Columns and density" variant="secondary" className="max-sm:hidden">
          <Columns3 aria-hidden />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent aria-label="Columns and density" align="end" className="w-56 p-1.5">
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
      </PopoverContent>
    </Popover>
  );
}
