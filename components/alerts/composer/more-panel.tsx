"use client";

import type { ReactNode } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { formatPercentage, minutesInWords } from "#lib/alerts/format-value.ts";
import type { Schedule } from "#lib/alerts/schedule.ts";
import { recoverMinutesOf } from "#lib/alerts/usual-minutes.ts";
import { FAULTS } from "#lib/events/document.ts";
import { formatCount } from "#lib/format/number.ts";
import { COUNTED_FAULT, WEEKDAY_NAMES } from "../words.ts";
import { NumberChoice } from "./choices.tsx";
import { type Draft, withTrigger } from "./draft.ts";
import { Token } from "./token.tsx";
import { LASTING, MINIMUMS, RECOVERIES, REMINDERS } from "./usual-values.ts";

const WORKING_HOURS: Schedule = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00" };

interface MorePanelProps {
  draft: Draft;
  timeZone: string;
  refused: string | null;
  disabled: boolean;
  onChange: (draft: Draft) => void;
}

/** What seldom needs to be changed. */
export default function MorePanel({ draft, timeZone, refused, disabled, onChange }: MorePanelProps) {
  const { trigger, schedule } = draft;
  const set = (change: Record<string, unknown>) =>
    onChange({ ...draft, trigger: withTrigger(trigger, change) });
  const at = (field: string) => ({ disabled, invalid: refused === field });
  return (
    <Panel aria-label="More conditions" className="divide-y divide-hairline">
      {trigger.type === "new_error" ? null : (
        <Line title="Fewest requests" note="Of fewer nothing is said">
          <Token
            label="Fewest requests"
            value={formatCount(trigger.minimum_requests)}
            {...at("trigger.minimum_requests")}
          >
            <NumberChoice
              label="Requests"
              min={1}
              max={1_000_000}
              whole
              options={MINIMUMS}
              value={trigger.minimum_requests}
              onChoose={(value) => set({ minimum_requests: value })}
            />
          </Token>
        </Line>
      )}
      <Line title="Fires once it lasted" note="Longer is calmer, and later">
        <Token
          label="Fires once it lasted"
          value={trigger.for_minutes === 0 ? "at once" : minutesInWords(trigger.for_minutes)}
          {...at("trigger.for_minutes")}
        >
          <NumberChoice
            label="Minutes"
            min={0}
            max={1_440}
            options={LASTING}
            value={trigger.for_minutes}
            onChoose={(value) => set({ for_minutes: value })}
          />
        </Token>
      </Line>
      <Line title="Recovers once it is over for" note="A breach that comes back before is the same incident">
        <Token
          label="Recovers once it is over for"
          value={
            draft.recover_minutes === null
              ? "the usual time"
              : draft.recover_minutes === 0
                ? "at once"
                : minutesInWords(draft.recover_minutes)
          }
          {...at("recover_minutes")}
        >
          <NumberChoice
            label="Minutes"
            min={0}
            max={1_440}
            options={RECOVERIES}
            value={draft.recover_minutes ?? recoverMinutesOf({ trigger })}
            onChoose={(value) => onChange({ ...draft, recover_minutes: value })}
          />
        </Token>
      </Line>
      <Line title="Reminds every" note="While it fires and nobody acknowledged it">
        <Token
          label="Reminds every"
          value={draft.remind_every_minutes === null ? "never" : minutesInWords(draft.remind_every_minutes)}
          {...at("remind_every_minutes")}
        >
          <NumberChoice
            label="Minutes"
            min={5}
            max={10_080}
            whole
            options={REMINDERS}
            value={draft.remind_every_minutes ?? 240}
            onChoose={(value) => onChange({ ...draft, remind_every_minutes: value })}
          />
        </Token>
      </Line>
      {trigger.type === "latency_above" || trigger.type === "no_traffic" ? null : (
        <fieldset disabled={disabled} className="px-4 py-3">
          <legend className="float-left mb-2 w-full text-sm font-medium">Which failures count</legend>
          <div className="clear-both grid gap-x-6 gap-y-2 sm:grid-cols-2">
            {FAULTS.map((fault) => {
              const counts = trigger.faults.includes(fault);
              return (
                <div key={fault} className="flex items-center gap-2">
                  <Checkbox
                    id={`fault-${fault}`}
                    checked={counts}
                    disabled={counts && trigger.faults.length === 1}
                    onCheckedChange={() =>
                      set({
                        faults: FAULTS.filter((each) => trigger.faults.includes(each) !== (each === fault)),
                      })
                    }
                  />
                  <Label htmlFor={`fault-${fault}`} className="font-normal">
                    {COUNTED_FAULT[fault]}
                  </Label>
                </div>
              );
            })}
          </div>
        </fieldset>
      )}
      <fieldset disabled={disabled} className="px-4 py-3">
        <legend className="sr-only">When somebody is told</legend>
        <div className="flex items-center gap-2">
          <Checkbox
            id="scheduled"
            checked={schedule !== null}
            onCheckedChange={(checked) =>
              onChange({ ...draft, schedule: checked === true ? WORKING_HOURS : null })
            }
          />
          <Label htmlFor="scheduled" className="font-normal">
            Tell only at certain times <span className="text-muted">({timeZone})</span>
          </Label>
        </div>
        {schedule === null ? null : (
          <ScheduleFields
            schedule={schedule}
            invalid={refused?.startsWith("schedule") ?? false}
            onChange={(next) => onChange({ ...draft, schedule: next })}
          />
        )}
      </fieldset>
      {trigger.type === "budget_burn" ? (
        <p className="px-4 py-3 text-sm text-muted">
          Fast and slow pairs of windows as in Google's workbook on reliability, computed for{" "}
          {formatPercentage(trigger.objective_percent)} over {trigger.period_days} days.
        </p>
      ) : null}
    </Panel>
  );
}

function Line({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="mr-auto">
        <p className="text-sm font-medium">{title}</p>
        <p className="text-sm text-muted">{note}</p>
      </div>
      {children}
    </div>
  );
}

interface ScheduleFieldsProps {
  schedule: Schedule;
  invalid: boolean;
  onChange: (schedule: Schedule) => void;
}

function ScheduleFields({ schedule, invalid, onChange }: ScheduleFieldsProps) {
  const { days, from, to } = schedule;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="flex flex-wrap gap-1">
        {WEEKDAY_NAMES.map(([day, name]) => {
          const on = days.includes(day);
          return (
            <button
              key={day}
              type="button"
              aria-pressed={on}
              disabled={on && days.length === 1}
              onClick={() =>
                onChange({
                  ...schedule,
                  days: WEEKDAY_NAMES.map(([each]) => each).filter(
                    (each) => days.includes(each) !== (each === day),
                  ),
                })
              }
              className="h-7 rounded-badge border px-2 text-sm text-muted aria-pressed:border-accent aria-pressed:bg-accent/10 aria-pressed:text-accent-text"
            >
              {name}
            </button>
          );
        })}
      </div>
      <div className="flex items-center gap-2 text-sm">
        <Input
          type="time"
          aria-label="From"
          aria-invalid={invalid || undefined}
          value={from}
          className="w-28"
          onChange={(event) =>
            event.target.value !== "" && onChange({ ...schedule, from: event.target.value })
          }
        />
        to
        <Input
          type="time"
          aria-label="To"
          aria-invalid={invalid || undefined}
          value={to}
          className="w-28"
          onChange={(event) => event.target.value !== "" && onChange({ ...schedule, to: event.target.value })}
        />
        {to <= from ? <span className="text-muted">of the next day</span> : null}
      </div>
    </div>
  );
}
