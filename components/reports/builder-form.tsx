"use client";

import { useId, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { dayOf } from "#lib/day.ts";
import {
  DIMENSIONS,
  KNOWN_PROPERTIES,
  MEASURE_NAMES,
  MEASURES,
  problemOf,
  propertyOf,
  QUESTION_DAYS,
  type Question,
  STEPS,
} from "#lib/reports/question.ts";

const PROPERTY = "property";
const CUSTOM = "custom";
const MEASURE_OPTIONS = MEASURE_NAMES.map((name) => ({ value: name, label: MEASURES[name].label }));
const STEP_OPTIONS = [
  ...STEPS.map((step) => ({ value: step, label: `each ${step}` })),
  { value: "none", label: "all of it at once" },
];
const DAY_OPTIONS = [
  ...QUESTION_DAYS.map((days) => ({ value: String(days), label: `the last ${days} whole days` })),
  { value: CUSTOM, label: "from a day to a day" },
];

interface BuilderFormProps {
  question: Question;
  onChange: (question: Question) => void;
  channels: readonly { slug: string; name: string }[];
}

function breakdownOptions({ measure }: Question) {
  const { source } = MEASURES[measure];
  return [
    { value: "none", label: "nothing" },
    ...Object.entries(DIMENSIONS[source]).map(([value, label]) => ({ value, label })),
    ...(source === "interactions" ? [{ value: PROPERTY, label: "a property, such as a variant" }] : []),
  ];
}

/** A question without SQL: what is counted, by what, over which days. */
export function BuilderForm({ question, onChange, channels }: BuilderFormProps) {
  const [keys, slugs] = [useId(), useId()];
  const { measure, breakdown, step, range, channel } = question;
  const property = propertyOf(breakdown);
  // As typed: a name is taken once it is one.
  const [typed, setTyped] = useState(property ?? "");
  const set = (change: Partial<Question>) => onChange({ ...question, ...change });
  const setMeasure = (value: string) => {
    const next = MEASURE_NAMES.find((name) => name === value) ?? measure;
    const fits = problemOf({ ...question, measure: next }) === null;
    set({ measure: next, breakdown: fits ? breakdown : null });
  };
  const setBreakdown = (value: string) =>
    set({ breakdown: value === "none" ? null : value === PROPERTY ? `property:${typed}` : value });
  const setDays = (value: string) => {
    const now = Date.now();
    if (value !== CUSTOM) set({ range: { days: Number(value) } });
    else if ("days" in range)
      set({ range: { from: dayOf(now - (range.days - 1) * 86_400_000), to: dayOf(now) } });
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-5">
        <Field label="Count">
          {(control) => (
            <Select {...control} options={MEASURE_OPTIONS} value={measure} onValueChange={setMeasure} />
          )}
        </Field>
        <Field label="Broken down by">
          {(control) => (
            <Select
              {...control}
              options={breakdownOptions(question)}
              value={property === null ? (breakdown ?? "none") : PROPERTY}
              onValueChange={setBreakdown}
            />
          )}
        </Field>
        {property === null ? null : (
          <Field label="Property">
            {(control) => (
              <>
                <Input
                  {...control}
                  className="font-mono text-sm"
                  list={keys}
                  value={typed}
                  placeholder="experiment_onboarding"
                  autoComplete="off"
                  spellCheck={false}
                  onChange={({ target }) => {
                    setTyped(target.value);
                    set({ breakdown: `property:${target.value.trim()}` });
                  }}
                />
                <datalist id={keys}>
                  {KNOWN_PROPERTIES.map((key) => (
                    <option key={key} value={key} />
                  ))}
                </datalist>
              </>
            )}
          </Field>
        )}
        <Field label="For">
          {(control) => (
            <Select
              {...control}
              options={STEP_OPTIONS}
              value={step ?? "none"}
              onValueChange={(value) => set({ step: STEPS.find((one) => one === value) ?? null })}
            />
          )}
        </Field>
        <Field label="Of (UTC)">
          {(control) => (
            <Select
              {...control}
              options={DAY_OPTIONS}
              value={"days" in range ? String(range.days) : CUSTOM}
              onValueChange={setDays}
            />
          )}
        </Field>
        {"days" in range ? null : (
          <>
            <Field label="First day">
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  value={range.from}
                  onChange={({ target }) => set({ range: { ...range, from: target.value } })}
                />
              )}
            </Field>
            <Field label="Last day">
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  value={range.to}
                  onChange={({ target }) => set({ range: { ...range, to: target.value } })}
                />
              )}
            </Field>
          </>
        )}
        <Field label="Channel">
          {(control) => (
            <>
              <Input
                {...control}
                className="font-mono text-sm"
                list={slugs}
                value={channel ?? ""}
                placeholder="all of them"
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => set({ channel: target.value === "" ? null : target.value })}
              />
              <datalist id={slugs}>
                {channels.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      <Problem>{property === "" ? "Name the property." : problemOf(question)}</Problem>
    </div>
  );
}
