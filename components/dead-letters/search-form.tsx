"use client";

import { RotateCw, Search } from "lucide-react";
import type { FormEvent } from "react";
import { reasonInWords } from "#components/pipeline/reason.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { REJECT_REASONS } from "#lib/events/rejection.ts";
import type { DeadLetterSearch } from "./search.ts";

const REASONS = [
  { value: "", label: "Any reason" },
  ...REJECT_REASONS.map((reason) => ({ value: reason as string, label: reasonInWords(reason) })),
];

interface SearchFormProps {
  search: DeadLetterSearch;
  /** As the address has it; the form carries it along where the browser itself sends it, before the scripts are there. */
  rangeQuery: string;
  busy: boolean;
  onSearch: (search: DeadLetterSearch) => void;
  /** The same search once more. */
  onAgain: () => void;
}

/** Reason, Channel and text; the time is in the bar above. */
export function SearchForm({ search, rangeQuery, busy, onSearch, onAgain }: SearchFormProps) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? "").trim();
    const next = { ...search, channel: field("channel"), text: field("text") };
    if (next.channel === search.channel && next.text === search.text) onAgain();
    else onSearch(next);
  };
  return (
    <search>
      <form
        key={`${search.channel}/${search.text}`}
        onSubmit={send}
        className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap"
      >
        {[...new URLSearchParams(rangeQuery)].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Input
          name="text"
          aria-label="Text in the record"
          placeholder="Text in the record"
          defaultValue={search.text}
          maxLength={200}
          icon={<Search />}
          className="col-span-2 sm:w-72"
        />
        <Input
          name="channel"
          aria-label="Channel"
          placeholder="Channel's slug"
          defaultValue={search.channel}
          maxLength={64}
          className="sm:w-44"
        />
        <Select
          aria-label="Reason"
          options={REASONS}
          name="reason"
          value={search.reason}
          onValueChange={(reason) => onSearch({ ...search, reason })}
          className="sm:w-52"
        />
        {/* Takes the next search also while it looks: nobody waits for the answer to a question they dropped. */}
        <Button type="submit" aria-busy={busy || undefined} className="col-span-2">
          {busy ? <Spinner label="Looking" /> : <RotateCw aria-hidden />}
          Look
        </Button>
      </form>
    </search>
  );
}
