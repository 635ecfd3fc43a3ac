"use client";

import { Check } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useCloseToken } from "./token.tsx";

interface Choice<T> {
  value: T;
  label: ReactNode;
}

interface ChoicesProps<T> {
  options: readonly Choice<T>[];
  value: T;
  onChoose: (value: T) => void;
}

/** Values to choose one of; choosing closes the menu. */
export function Choices<T extends string | number | null>({ options, value, onChoose }: ChoicesProps<T>) {
  const close = useCloseToken();
  return (
    <ul className="max-h-72 overflow-y-auto">
      {options.map((option) => (
        <li key={String(option.value)}>
          <button
            type="button"
            aria-pressed={option.value === value}
            onClick={() => {
              onChoose(option.value);
              close();
            }}
            className="flex min-h-8 w-full items-center gap-2 rounded-badge px-2 py-1 text-left text-sm hover:bg-hover"
          >
            <span className="flex w-4 shrink-0 justify-center">
              {option.value === value ? <Check aria-hidden size={14} strokeWidth={2} /> : null}
            </span>
            <span className="min-w-0 break-words">{option.label}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface NumberChoiceProps<T extends number | null> extends ChoicesProps<T | number> {
  /** Of the field for any other value: "Percent". */
  label: string;
  min: number;
  max: number;
  /** Whole numbers only. */
  whole?: boolean;
}

/** Usual numbers, and a field for any other. */
export function NumberChoice<T extends number | null = number>({
  label,
  min,
  max,
  whole = false,
  ...choices
}: NumberChoiceProps<T>) {
  const close = useCloseToken();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const value = Number(text.replace(",", "."));
    if (text.trim() === "" || !(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      setProblem(`${whole ? "A whole number" : "A number"} from ${min} to ${max}.`);
      return;
    }
    choices.onChoose(value);
    close();
  };
  return (
    <>
      <Choices {...choices} />
      <form onSubmit={submit} className="mt-1 flex items-end gap-2 border-t border-hairline px-2 pt-2 pb-1">
        <Field label={label} error={problem} className="min-w-0 flex-1">
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={text}
              placeholder={choices.value === null ? "" : String(choices.value)}
              onChange={(event) => {
                setText(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </Field>
        <Button type="submit" className={problem === null ? undefined : "mb-6"}>
          Set
        </Button>
      </form>
    </>
  );
}
