"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { fromLocalInput, toLocalInput } from "#lib/format/range.ts";
import type { Zone } from "#lib/format/time.ts";

const HOUR = 3_600_000;

interface CustomRangeProps {
  from: number | null;
  to: number | null;
  zone: Zone;
  onApply: (from: number, to: number) => void;
}

export function CustomRange({ from, to, zone, onApply }: CustomRangeProps) {
  const [start, setStart] = useState(() => toLocalInput(from ?? Date.now() - 3 * HOUR, zone));
  const [end, setEnd] = useState(() => toLocalInput(to ?? Date.now(), zone));
  const [error, setError] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const first = fromLocalInput(start, zone);
    const last = fromLocalInput(end, zone);
    if (first === null || last === null) setError("Fill in both times.");
    else if (first >= last) setError("The end must be after the start.");
    else onApply(first, last);
  };
  return (
    <form
      onSubmit={submit}
      className="flex flex-1 flex-col gap-3 border-hairline p-4 max-sm:border-t sm:border-l"
    >
      <Field label="From">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={start}
            onChange={(event) => setStart(event.target.value)}
            required
          />
        )}
      </Field>
      <Field label="To" error={error} hint={`Times in ${zone}`}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={end}
            onChange={(event) => setEnd(event.target.value)}
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="mt-auto">
        Show this range
      </Button>
    </form>
  );
}
