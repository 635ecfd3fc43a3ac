"use client";

import type { ReactNode } from "react";
import { formatAlertValue, formatPercentage, minutesInWords } from "#lib/alerts/format-value.ts";
import type { Trigger } from "#lib/alerts/trigger.ts";
import { formatCount } from "#lib/format/number.ts";
import { Choices, NumberChoice } from "./choices.tsx";
import { withTrigger } from "./draft.ts";
import { Token } from "./token.tsx";
import {
  DURATIONS,
  LASTING,
  MEASURES,
  MINIMUMS,
  OBJECTIVES,
  PERCENTILES,
  PERCENTS,
  PERIODS,
  SENSITIVITIES,
  windowInWords,
  windowsFor,
} from "./usual-values.ts";

interface SentenceProps {
  trigger: Trigger;
  endpoints: readonly string[];
  /** The field that was refused, as `trigger.percent`. */
  refused: string | null;
  disabled: boolean;
  onChange: (trigger: Trigger) => void;
}

/** The trigger as the first half of the sentence. */
export function TriggerSentence({ trigger, endpoints, refused, disabled, onChange }: SentenceProps) {
  const set = (change: Record<string, unknown>) => onChange(withTrigger(trigger, change));
  const common = (field: string) => ({ disabled, invalid: refused === `trigger.${field}` });

  const endpoint = (
    <Token label="Endpoint" value={trigger.endpoint ?? "any endpoint"} {...common("endpoint")}>
      <Choices
        value={trigger.endpoint}
        options={[
          { value: null, label: "any endpoint" },
          ...[...new Set([...endpoints, ...(trigger.endpoint === null ? [] : [trigger.endpoint])])].map(
            (slug) => ({
              value: slug,
              label: slug,
            }),
          ),
        ]}
        onChoose={(value) => set({ endpoint: value })}
      />
    </Token>
  );
  const lasting =
    trigger.for_minutes === 0 ? null : (
      <>
        for{" "}
        <Token label="How long" value={minutesInWords(trigger.for_minutes)} {...common("for_minutes")}>
          <NumberChoice
            label="Minutes"
            min={0}
            max={1_440}
            options={LASTING}
            value={trigger.for_minutes}
            onChoose={(value) => set({ for_minutes: value })}
          />
        </Token>
      </>
    );
  return (
    <>
      {bodyOf(trigger, { endpoint, set, common })} {BEFORE_WINDOW[trigger.type] ?? usually(trigger)}{" "}
      <Token label="Window" value={windowInWords(trigger)} {...common("window_minutes")}>
        <NumberChoice<number | null>
          label="Minutes"
          min={0.5}
          max={trigger.type === "budget_burn" ? 60 : 1_440}
          options={windowsFor(trigger)}
          value={trigger.window_minutes}
          onChoose={(value) => set({ window_minutes: value })}
        />
      </Token>{" "}
      {lasting}
    </>
  );
}

const BEFORE_WINDOW: Partial<Record<Trigger["type"], string>> = {
  new_error: "within",
  budget_burn: "still in the last",
  unusual: "over",
};
const usually = ({ for_minutes }: Trigger) => (for_minutes === 0 ? "for" : "over");

interface Parts {
  endpoint: ReactNode;
  set: (change: Record<string, unknown>) => void;
  common: (field: string) => { disabled: boolean; invalid: boolean };
}

function bodyOf(trigger: Trigger, { endpoint, set, common }: Parts): ReactNode {
  switch (trigger.type) {
    case "error_rate_above":
      return (
        <>
          the error rate of {endpoint} is above{" "}
          <Token label="Threshold" value={formatPercentage(trigger.percent)} {...common("percent")}>
            <NumberChoice
              label="Percent"
              min={0.01}
              max={100}
              options={PERCENTS}
              value={trigger.percent}
              onChoose={(percent) => set({ percent })}
            />
          </Token>
        </>
      );
    case "down":
      return <>no request of {endpoint} succeeds</>;
    case "latency_above":
      return (
        <>
          the{" "}
          <Token label="Percentile" value={`p${trigger.percentile}`} {...common("percentile")}>
            <Choices
              options={PERCENTILES}
              value={trigger.percentile as number}
              onChoose={(percentile) => set({ percentile })}
            />
          </Token>{" "}
          duration of {endpoint} is above{" "}
          <Token
            label="Threshold"
            value={formatAlertValue(trigger.milliseconds, "milliseconds")}
            {...common("milliseconds")}
          >
            <NumberChoice
              label="Milliseconds"
              min={1}
              max={600_000}
              options={DURATIONS}
              value={trigger.milliseconds}
              onChoose={(milliseconds) => set({ milliseconds })}
            />
          </Token>
        </>
      );
    case "no_traffic":
      return <>there is no request of {endpoint} although there usually is</>;
    case "new_error":
      return (
        <>
          {endpoint} shows an error that 30 days did not show{" "}
          <Token
            label="How often"
            value={`${formatCount(trigger.minimum_requests)}×`}
            {...common("minimum_requests")}
          >
            <NumberChoice
              label="Times"
              min={1}
              max={1_000_000}
              whole
              options={MINIMUMS}
              value={trigger.minimum_requests}
              onChoose={(minimum) => set({ minimum_requests: minimum })}
            />
          </Token>
        </>
      );
    case "budget_burn":
      return (
        <>
          {endpoint} burns its error budget of{" "}
          <Token
            label="Objective"
            value={formatPercentage(trigger.objective_percent)}
            {...common("objective_percent")}
          >
            <NumberChoice
              label="Percent to succeed"
              min={50}
              max={99.999}
              options={OBJECTIVES}
              value={trigger.objective_percent}
              onChoose={(objective) => set({ objective_percent: objective })}
            />
          </Token>{" "}
          over{" "}
          <Token label="Period" value={`${trigger.period_days} days`} {...common("period_days")}>
            <NumberChoice
              label="Days"
              min={7}
              max={90}
              whole
              options={PERIODS}
              value={trigger.period_days}
              onChoose={(days) => set({ period_days: days })}
            />
          </Token>{" "}
          too fast,
        </>
      );
    case "unusual":
      return (
        <>
          the{" "}
          <Token
            label="Measure"
            value={MEASURES.find(({ value }) => value === trigger.measure)?.label ?? trigger.measure}
            {...common("measure")}
          >
            <Choices
              options={MEASURES}
              value={trigger.measure as string}
              onChoose={(measure) => set({ measure })}
            />
          </Token>{" "}
          of {endpoint} is outside its usual pattern, with{" "}
          <Token label="Sensitivity" value={trigger.sensitivity} {...common("sensitivity")}>
            <Choices
              options={SENSITIVITIES}
              value={trigger.sensitivity as string}
              onChoose={(sensitivity) => set({ sensitivity })}
            />
          </Token>{" "}
          sensitivity,
        </>
      );
  }
}
