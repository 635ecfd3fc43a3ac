"use client";

import { CircleHelp, Search } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Kbd } from "#components/ui/code.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useEarlyChange } from "#components/ui/use-early-change.ts";
import type { KnownValues } from "#lib/events/query/complete.ts";
import { addTerm, removeTerm, termsOf } from "#lib/events/query/edit.ts";
import { markedTerms, mended } from "#lib/events/query/marks.ts";
import { CompletionList } from "./completion-list.tsx";
import { QueryChip } from "./query-chip.tsx";
import { useCompletion } from "./use-completion.ts";

/** Read once in a while. */
const QueryHelp = dynamic(() => import("./query-help.tsx"), { ssr: false });

interface QueryBoxProps {
  query: string;
  /** Values to propose. */
  known: KnownValues;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange: (query: string) => void;
}

/** One box for all conditions: finished ones are chips, a click or Backspace takes one back for editing. */
export function QueryBox({ query, known, inputRef, onChange }: QueryBoxProps) {
  const id = useId();
  const [draft, setDraft] = useState("");
  const [help, setHelp] = useState<boolean | null>(null);
  // Leaving the box applies what was written, and Escape leaves it before the emptied draft is drawn.
  const discarded = useRef(false);
  useEarlyChange(inputRef, ({ value }) => setDraft(value));
  const terms = markedTerms(query);
  const error = terms.find((term) => term.error !== null)?.error ?? null;

  const finish = (text = draft) => {
    setDraft("");
    completion.hide();
    onChange(termsOf(text).reduce(addTerm, query));
  };
  const completion = useCompletion({
    draft,
    known,
    onAccept: (text, cursor, whole) => {
      if (whole) return finish(text);
      setDraft(text);
      requestAnimationFrame(() => inputRef.current?.setSelectionRange(cursor, cursor));
    },
  });
  const edit = (index: number) => {
    const rest = removeTerm(query, index);
    setDraft(terms[index]?.text ?? "");
    onChange(termsOf(draft).reduce(addTerm, rest));
    inputRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (completion.onKey(event)) {
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      finish();
    } else if (event.key === "Backspace" && draft === "" && terms.length > 0) {
      event.preventDefault();
      edit(terms.length - 1);
    } else if (event.key === "Escape") {
      if (draft !== "") event.stopPropagation();
      setDraft("");
      discarded.current = true;
      event.currentTarget.blur();
    }
  };
  const correction = error === null ? null : mended(query, error);

  return (
    <search className="relative min-w-0 flex-1 basis-72">
      <div
        className={cn(
          "flex min-h-9 flex-wrap items-center gap-1.5 rounded-control border bg-surface py-1 pr-1 pl-2.5 shadow-panel focus-within:border-accent focus-within:outline-2 focus-within:outline-accent/25",
          error && "border-danger",
        )}
      >
        <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-faint" />
        {terms.map((term, index) => (
          <QueryChip
            key={term.text}
            term={term}
            onEdit={() => edit(index)}
            onRemove={() => onChange(removeTerm(query, index))}
          />
        ))}
        <input
          ref={inputRef}
          role="combobox"
          aria-label="Search requests"
          aria-autocomplete="list"
          aria-expanded={completion.open}
          aria-controls={completion.open ? `${id}-list` : undefined}
          aria-activedescendant={
            completion.open && completion.active >= 0 ? `${id}-list-${completion.active}` : undefined
          }
          aria-invalid={error !== null}
          aria-describedby={error ? `${id}-error` : undefined}
          className="h-6 min-w-32 flex-1 bg-transparent font-mono text-sm text-ellipsis outline-none"
          placeholder={
            terms.length === 0 ? 'status:5xx endpoint:send_message duration:>1s "connection reset"' : ""
          }
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={draft}
          onChange={(event) => {
            setDraft(event.target.value);
            completion.moveTo(event.target.selectionStart);
            completion.show();
          }}
          onSelect={(event) => completion.moveTo(event.currentTarget.selectionStart)}
          onFocus={completion.show}
          onKeyDown={onKeyDown}
          onBlur={() => {
            completion.hide();
            if (draft.trim() !== "" && !discarded.current) finish();
            discarded.current = false;
          }}
        />
        <Kbd className="hidden lg:inline-flex" aria-hidden>
          /
        </Kbd>
        <IconButton label="Query language" size="sm" className="-my-0.5" onClick={() => setHelp(true)}>
          <CircleHelp aria-hidden />
        </IconButton>
      </div>
      {completion.open ? (
        <CompletionList
          id={`${id}-list`}
          items={completion.items}
          active={completion.active}
          onAccept={completion.accept}
        />
      ) : null}
      {error === null ? null : (
        <div className="flex flex-wrap items-center gap-2 pt-1.5 pl-1">
          <p id={`${id}-error`} role="alert" className="text-sm text-danger-text">
            {error.message}
          </p>
          {correction === null ? null : (
            <Button size="sm" onClick={() => onChange(correction)}>
              Correct it
            </Button>
          )}
        </div>
      )}
      {help === null ? null : <QueryHelp open={help} onOpenChange={setHelp} />}
    </search>
  );
}
