"use client";

import { Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { Kbd } from "#components/ui/code.tsx";
import { addTerm, removeTerm, termsOf } from "#lib/events/query/edit.ts";

interface QueryBoxProps {
  query: string;
  /** What is wrong with the query, in words. */
  error: string | null;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange: (query: string) => void;
}

/** One box for all conditions: finished ones are chips, Backspace takes the last one back for editing. */
export function QueryBox({ query, error, inputRef, onChange }: QueryBoxProps) {
  const errorId = useId();
  const [draft, setDraft] = useState("");
  const terms = termsOf(query);

  const finish = () => {
    const next = termsOf(draft).reduce(addTerm, query);
    setDraft("");
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") {
      event.preventDefault();
      finish();
    } else if (event.key === "Backspace" && draft === "" && terms.length > 0) {
      event.preventDefault();
      setDraft(terms.at(-1) ?? "");
      onChange(removeTerm(query, terms.length - 1));
    } else if (event.key === "Escape") {
      if (draft !== "") event.stopPropagation();
      setDraft("");
      event.currentTarget.blur();
    }
  };

  return (
    <search className="min-w-0 flex-1">
      <div
        className={cn(
          "flex min-h-9 flex-wrap items-center gap-1.5 rounded-control border bg-surface py-1 pr-2 pl-2.5 shadow-panel focus-within:border-accent focus-within:outline-2 focus-within:outline-accent/25",
          error && "border-danger",
        )}
      >
        <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-faint" />
        {terms.map((term, index) => (
          <span
            key={term}
            className="inline-flex max-w-full items-center rounded-badge border bg-background pl-2 font-mono text-xs"
          >
            <span className="truncate">{term}</span>
            <button
              type="button"
              aria-label={`Remove ${term}`}
              className="inline-flex size-6 items-center justify-center text-faint hover:text-text"
              onClick={() => onChange(removeTerm(query, index))}
            >
              <X aria-hidden size={12} />
            </button>
          </span>
        ))}
        <input
          ref={inputRef}
          aria-label="Search requests"
          aria-invalid={error !== null}
          aria-describedby={error ? errorId : undefined}
          className="h-6 min-w-32 flex-1 bg-transparent font-mono text-sm outline-none"
          placeholder={
            terms.length === 0 ? 'status:5xx endpoint:send_message duration:>1s "connection reset"' : ""
          }
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (draft.trim() !== "") finish();
          }}
        />
        <Kbd className="hidden lg:inline-flex" aria-hidden>
          /
        </Kbd>
      </div>
      {error ? (
        <p id={errorId} role="alert" className="pt-1 pl-1 text-sm text-danger-text">
          {error}
        </p>
      ) : null}
    </search>
  );
}
