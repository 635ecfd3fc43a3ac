"use client";

import { SlidersHorizontal, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { minutesInWords } from "#lib/alerts/format-value.ts";
import { FAULTS } from "#lib/events/document.ts";
import { formatPlural } from "#lib/format/number.ts";
import { reminderInWords, scheduleInWords, WITHOUT_FAULT } from "../words.ts";
import { type Draft, withTrigger } from "./draft.ts";

interface Chip {
  key: string;
  words: string;
  /** The draft without it; null: it cannot be taken away. */
  without: Draft | null;
}

/** What narrows the trigger or the telling, each as a few words. */
function chipsOf(draft: Draft): Chip[] {
  const { trigger, remind_every_minutes, schedule, recover_minutes } = draft;
  const chips: Chip[] = [];
  if (trigger.type !== "new_error") {
    const { minimum_requests: fewest } = trigger;
    const words =
      trigger.type === "no_traffic"
        ? `where ${formatPlural(fewest, "request is", "requests are")} usual`
        : `at least ${formatPlural(fewest, "request")}`;
    const without = fewest > 1 ? { ...draft, trigger: withTrigger(trigger, { minimum_requests: 1 }) } : null;
    chips.push({ key: "minimum", words, without });
  }
  if (trigger.type !== "latency_above" && trigger.type !== "no_traffic") {
    for (const fault of FAULTS.filter((each) => !trigger.faults.includes(each))) {
      const faults = FAULTS.filter((each) => each === fault || trigger.faults.includes(each));
      chips.push({
        key: fault,
        words: WITHOUT_FAULT[fault],
        without: { ...draft, trigger: withTrigger(trigger, { faults }) },
      });
    }
  }
  if (recover_minutes !== null) {
    const words =
      recover_minutes === 0 ? "recovers at once" : `recovers after ${minutesInWords(recover_minutes)}`;
    chips.push({ key: "recover", words, without: { ...draft, recover_minutes: null } });
  }
  if (remind_every_minutes !== null) {
    const words = reminderInWords(remind_every_minutes);
    chips.push({ key: "remind", words, without: { ...draft, remind_every_minutes: null } });
  }
  if (schedule !== null) {
    chips.push({ key: "schedule", words: scheduleInWords(schedule), without: { ...draft, schedule: null } });
  }
  return chips;
}

interface ChipsProps {
  draft: Draft;
  disabled: boolean;
  more: boolean;
  onMore: () => void;
  onChange: (draft: Draft) => void;
}

export function Chips({ draft, disabled, more, onMore, onChange }: ChipsProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ul aria-label="Conditions" className="contents">
        {chipsOf(draft).map(({ key, words, without }) => (
          <li
            key={key}
            className="flex h-[26px] max-w-full items-center gap-1 rounded-badge border bg-surface pr-1 pl-2 text-sm"
          >
            <span className="truncate">{words}</span>
            {without === null || disabled ? (
              <span className="w-1" />
            ) : (
              <button
                type="button"
                aria-label={`Take away: ${words}`}
                onClick={() => onChange(without)}
                className="flex size-5 items-center justify-center rounded-badge text-muted hover:bg-hover hover:text-text"
              >
                <X aria-hidden size={13} strokeWidth={1.75} />
              </button>
            )}
          </li>
        ))}
      </ul>
      <Button variant="ghost" size="sm" aria-expanded={more} onClick={onMore}>
        <SlidersHorizontal aria-hidden />
        {more ? "Less" : "More"}
      </Button>
    </div>
  );
}
