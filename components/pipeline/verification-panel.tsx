import { Check, Minus, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { formatTime } from "#lib/format/time.ts";
import { STEP_NAMES } from "#lib/verification/labels.ts";
import type { VerificationState } from "#lib/verification/types.ts";
import type { StepView, VerificationDay, VerificationView } from "#lib/verification/views.ts";
import { type VerifyAction, VerifyButton } from "./verify-button.tsx";

interface VerificationPanelProps {
  verification: VerificationView;
  /** The chosen day (UTC), as the address has it; null: the one to look at first. */
  day: string | null;
  /** null: this person may not. */
  verify: VerifyAction | null;
  onAsked: () => void;
}

const LOOKS = {
  equal: { tone: "good", icon: <Check />, word: "equal" },
  unequal: { tone: "danger", icon: <TriangleAlert />, word: "unequal" },
  not_compared: { tone: "neutral", icon: <Minus />, word: "not compared" },
} as const;

const inWords = (day: string) => formatTime(Date.parse(`${day}T00:00:00Z`), "UTC", "day");

/** `41,707 short`: how the store differs, where counts say so. */
function wordOf({ state, source, here }: StepView): string {
  if (state !== "unequal" || source === here) return LOOKS[state].word;
  return here < source ? `${formatCount(source - here)} short` : `${formatCount(here - source)} too many`;
}

function StateOf({ state, word = LOOKS[state].word }: { state: VerificationState; word?: string }) {
  return (
    <Badge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
      {word}
    </Badge>
  );
}

/** Whether every store has what its source has, a day at a time; what is unequal is the only thing in colour. */
export function VerificationPanel({ verification, day, verify, onAsked }: VerificationPanelProps) {
  const { days, asked } = verification;
  const shown =
    days.find((one) => one.day === day) ??
    days.find(({ state }) => state === "unequal") ??
    days[1] ??
    days[0];
  return (
    <Panel aria-labelledby="verification">
      <PanelHeader
        id="verification"
        title="Verification"
        note={
          shown === undefined ? undefined : (
            <>
              {inWords(shown.day)}, UTC; asked at <Time at={shown.verifiedAt} />
            </>
          )
        }
        actions={
          shown === undefined || verify === null ? null : (
            <VerifyButton day={shown.day} asked={asked} action={verify} onAsked={onAsked} />
          )
        }
      />
      {shown === undefined ? (
        <EmptyState title="Nothing was verified yet" className="py-8">
          A worker with the role jobs compares the stores after every load; so does npm run verify.
        </EmptyState>
      ) : (
        <>
          <Steps steps={shown.steps} />
          <Disagreements day={shown} />
          <Days days={days} shown={shown.day} />
        </>
      )}
    </Panel>
  );
}

function Steps({ steps }: { steps: readonly StepView[] }) {
  return (
    <Table>
      <TableHead>
        <tr>
          <Th className="w-full">Step</Th>
          <Th align="right" className="max-sm:hidden">
            Source
          </Th>
          <Th align="right" className="max-sm:hidden">
            Here
          </Th>
          <Th>
            <span className="sr-only">State</span>
          </Th>
        </tr>
      </TableHead>
      <tbody>
        {steps.map((step) => (
          <TableRow key={`${step.step} ${step.subject}`}>
            <Td>
              {STEP_NAMES[step.step]}{" "}
              <span className="font-mono text-[0.93em] wrap-break-word text-muted">{step.subject}</span>
              {step.reason === null ? null : <p className="text-sm text-faint">{step.reason}</p>}
            </Td>
            <Td align="right" className="max-sm:hidden">
              {formatCount(step.source)}
            </Td>
            <Td
              align="right"
              className={cn("max-sm:hidden", step.state === "unequal" && "font-semibold text-danger-text")}
            >
              {formatCount(step.here)}
            </Td>
            <Td>
              <StateOf state={step.state} word={wordOf(step)} />
            </Td>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

function Disagreements({ day: { disagreements, more } }: { day: VerificationDay }) {
  if (disagreements.length === 0) return null;
  return (
    <ul aria-label="Disagreements" className="border-t border-hairline px-4 py-2.5 text-sm text-danger-text">
      {disagreements.map((words) => (
        <li key={words} className="flex gap-2 py-0.5">
          <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          {words}
        </li>
      ))}
      {more === 0 ? null : <li className="py-0.5 pl-6">And {formatPlural(more, "more disagreement")}.</li>}
    </ul>
  );
}

/** The way to the other days, whose state is in their names. */
function Days({ days, shown }: { days: readonly VerificationDay[]; shown: string }) {
  if (days.length < 2) return null;
  return (
    <PanelFooter className="border-t border-hairline">
      <nav aria-label="Verified days" className="flex flex-wrap gap-x-3 gap-y-1">
        {days.map(({ day, state }) => (
          <Link
            key={day}
            href={`?day=${day}`}
            scroll={false}
            aria-current={day === shown ? "true" : undefined}
            className={cn(
              "rounded-badge px-1.5 py-0.5 whitespace-nowrap hover:text-text",
              day === shown && "bg-text/6 font-medium text-text",
              state === "unequal" && "font-semibold text-danger-text",
            )}
          >
            {inWords(day)}
            {state === "equal" ? null : <span className="text-xs"> {LOOKS[state].word}</span>}
          </Link>
        ))}
      </nav>
    </PanelFooter>
  );
}
