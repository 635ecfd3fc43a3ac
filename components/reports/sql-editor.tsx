"use client";

import { type RefObject, useId } from "react";
import { Label } from "#components/ui/label.tsx";

interface SqlEditorProps {
  sql: string;
  onChange: (sql: string) => void;
  onRun: () => void;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Whether the server refused it as it is. */
  invalid: boolean;
}

const ROWS = { least: 8, most: 22 };

/** SQL as it is written; Ctrl+Enter (⌘ Enter) runs it. */
export function SqlEditor({ sql, onChange, onRun, field, invalid }: SqlEditorProps) {
  const id = useId();
  const rows = Math.min(ROWS.most, Math.max(ROWS.least, sql.split("\n").length + 1));
  return (
    <div>
      <Label htmlFor={id} className="sr-only">
        SQL
      </Label>
      <textarea
        id={id}
        ref={field}
        value={sql}
        rows={rows}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-invalid={invalid || undefined}
        placeholder="select channel, count(*) from warehouse.interactions group by channel"
        className="block w-full resize-y rounded-control border bg-sunken px-3 py-2.5 font-mono text-sm leading-5 focus:border-accent focus:outline-2 focus:outline-accent/25 aria-invalid:border-danger"
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onRun();
        }}
      />
    </div>
  );
}
