"use client";

import { ChartColumn, ChartLine, Table2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Verified, VerifiedIcon } from "#components/usage/receipt.tsx";
import { dateInWords } from "#components/usage/words.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { EXPORTED_ROWS, RECEIPT_DAYS } from "#lib/reports/limits.ts";
import { fittingLook, plotOf } from "#lib/reports/look.ts";
import type { Answer, AnswerReceipt, Look } from "#lib/reports/views.ts";
import { AnswerPlot } from "./answer-plot.tsx";
import { AnswerTable } from "./answer-table.tsx";

const LOOKS = [
  { look: "line", label: "Lines", icon: <ChartLine aria-hidden /> },
  { look: "bar", label: "Bars", icon: <ChartColumn aria-hidden /> },
  { look: "table", label: "Table only", icon: <Table2 aria-hidden /> },
] as const;

interface AnswerPanelProps {
  answer: Answer;
  title: string;
  /** null: chosen by the columns. */
  look: Look | null;
  onLook: (look: Look) => void;
  /** What can be done with it. */
  actions: ReactNode;
}

/** The answer: a picture where its columns make one, and every row. */
export function AnswerPanel({ answer, title, look, onLook, actions }: AnswerPanelProps) {
  const fitting = look ?? fittingLook(answer);
  const plot = plotOf(answer, fitting);
  const { rows, truncated, tookMs } = answer;
  return (
    <Panel aria-labelledby="answer">
      <PanelHeader
        id="answer"
        title={title}
        note={
          <span role="status">
            {formatPlural(rows.length, "row")} in {formatDuration(tookMs)}
          </span>
        }
        actions={
          <>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
            <span role="group" aria-label="Look" className="flex">
              {LOOKS.map(({ look: one, label, icon }) => (
                <IconButton
                  key={one}
                  size="sm"
                  label={label}
                  pressed={fitting === one}
                  disabled={plotOf(answer, one) === null && one !== "table"}
                  onClick={() => onLook(one)}
                >
                  {icon}
                </IconButton>
              ))}
            </span>
            {actions}
          </>
        }
      />
      {truncated ? (
        <div className="px-4 pb-3">
          <Notice tone="warning">
            These are the first {formatCount(rows.length)} rows; there are more. Ask for less, or take the CSV
            file, which holds {formatCount(EXPORTED_ROWS)} rows or 8 MB.
          </Notice>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title="No row" className="border-t border-hairline py-10">
          The query worked, and nothing matches. Choose more days, or fewer conditions.
        </EmptyState>
      ) : (
        <>
          {plot === null ? null : <AnswerPlot plot={plot} label={title} />}
          <AnswerTable key={tookMs} answer={answer} />
        </>
      )}
      <ReceiptLine receipt={answer.receipt} />
    </Panel>
  );
}

/** Under the answer: how far the warehouse was, and whether it was as its sources. */
function ReceiptLine({ receipt: { completeTo, verified, madeAnewAt } }: { receipt: AnswerReceipt }) {
  if (completeTo === null) return null;
  return (
    <PanelFooter className="items-start">
      <VerifiedIcon verified={verified} />
      <span className="min-w-0 flex-1">
        The warehouse is complete to {dateInWords(completeTo)}
        <Verified
          verified={verified}
          madeAnewAt={madeAnewAt}
          what={`its last ${formatPlural(RECEIPT_DAYS, "day")}`}
        />
      </span>
    </PanelFooter>
  );
}
