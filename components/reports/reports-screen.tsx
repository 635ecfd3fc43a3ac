"use client";

import { ChartColumn, Play } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/code.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { safeText } from "#lib/format/safe-text.ts";
import type { FormAction } from "#lib/http/form-result.ts";
import {
  FIRST_QUESTION,
  MEASURES,
  problemOf,
  propertyOf,
  type Question,
  sqlOf,
} from "#lib/reports/question.ts";
import type { SavedReportView, TableView } from "#lib/reports/views.ts";
import { addressOf, type ReportAddress } from "./address.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { AskBar } from "./ask-bar.tsx";
import { BuilderForm } from "./builder-form.tsx";
import { ExportButton } from "./export-button.tsx";
import { QueryProblem } from "./query-problem.tsx";
import { Running } from "./running.tsx";
import { SaveButton } from "./save-button.tsx";
import { SavedList } from "./saved-list.tsx";
import { SqlEditor } from "./sql-editor.tsx";
import { TableList } from "./table-list.tsx";
import { useAnswer } from "./use-answer.ts";

export interface ReportActions {
  keep: FormAction<{ id: string }>;
  remove: FormAction<null>;
}

interface ReportsScreenProps {
  saved: readonly SavedReportView[];
  tables: readonly TableView[];
  channels: readonly { slug: string; name: string }[];
  address: ReportAddress;
  onGo: (address: ReportAddress) => void;
  /** What is kept is another than before. */
  onChanged: () => void;
  actions: ReportActions;
}

type Asked = NonNullable<ReportAddress["asked"]>;

const FIRST: Asked = { as: "question", question: FIRST_QUESTION };
const canAsk = (asked: Asked) =>
  asked.as === "sql"
    ? asked.sql.trim() !== ""
    : propertyOf(asked.question.breakdown) !== "" && problemOf(asked.question) === null;
const sqlFor = (asked: Asked) => (asked.as === "sql" ? asked.sql : sqlOf(asked.question));
const nameOf = (asked: Asked) => (asked.as === "sql" ? "Answer" : MEASURES[asked.question.measure].label);

/** Questions to the warehouse: built from choices or written as SQL, answered as a picture and a table, kept by name. */
export function ReportsScreen(props: ReportsScreenProps) {
  const { saved, tables, channels, address, onGo, onChanged, actions } = props;
  const [draft, setDraft] = useState<Asked>(address.asked ?? FIRST);
  const field = useRef<HTMLTextAreaElement>(null);
  const here = JSON.stringify(address.asked);
  const [seen, setSeen] = useState(here);
  if (seen !== here) {
    // Another address: a link, Back, or what was just run.
    setSeen(here);
    setDraft(address.asked ?? FIRST);
  }
  const { asked } = address;
  const sql = asked === null ? null : sqlFor(asked);
  const { answer, error, running, again, cancel } = useAnswer(sql);
  const kept = saved.find(({ id }) => id === address.report) ?? null;
  const sameAsAsked = asked !== null && JSON.stringify(asked) === JSON.stringify(draft);

  const run = () => {
    if (!canAsk(draft)) return;
    if (sameAsAsked) again();
    else onGo({ report: address.report, asked: draft, look: null });
  };
  const insert = (text: string) => {
    const written = draft.as === "sql" ? draft.sql : sqlFor(draft);
    const { selectionStart: from = written.length, selectionEnd: to = written.length } = field.current ?? {};
    setDraft({ as: "sql", sql: written.slice(0, from) + text + written.slice(to) });
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + text.length, from + text.length);
    });
  };
  const show = (position: number) => {
    field.current?.focus();
    field.current?.setSelectionRange(position, position + 1);
  };
  const setQuestion = (question: Question) => setDraft({ as: "question", question });
  return (
    <div className="grid items-start gap-4 px-4 py-5 sm:p-7 sm:pt-6 xl:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <h1 className="text-headline font-semibold">
          {kept === null ? "Ask the warehouse" : safeText(kept.name)}
        </h1>
        <Panel aria-label="Question" className="flex flex-col gap-3 p-4">
          <AskBar
            as={draft.as}
            onBuild={() => setQuestion(asked?.as === "question" ? asked.question : FIRST_QUESTION)}
            onWrite={() => setDraft({ as: "sql", sql: canAsk(draft) ? sqlFor(draft) : "" })}
          />
          {draft.as === "question" ? (
            <BuilderForm key={here} question={draft.question} onChange={setQuestion} channels={channels} />
          ) : (
            <SqlEditor
              sql={draft.sql}
              onChange={(text) => setDraft({ as: "sql", sql: text })}
              onRun={run}
              field={field}
              invalid={sameAsAsked && error?.field === "sql"}
            />
          )}
          <div className="flex flex-wrap items-center gap-3">
            <Button variant="primary" onClick={run} disabled={!canAsk(draft) || running}>
              <Play aria-hidden />
              Run
            </Button>
            {draft.as === "sql" ? (
              <span className="text-sm text-faint max-sm:hidden">
                <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> runs it · one SELECT, read-only, times in UTC
              </span>
            ) : null}
          </div>
        </Panel>
        {error === null ? null : (
          <QueryProblem error={error} onShow={draft.as === "sql" && sameAsAsked ? show : null} />
        )}
        {running ? (
          <Panel aria-label="Query under way">
            <Running key={sql} onCancel={cancel} />
          </Panel>
        ) : asked !== null && sql !== null && answer !== null ? (
          <AnswerPanel
            answer={answer}
            title={kept === null ? nameOf(asked) : safeText(kept.name)}
            look={address.look}
            onLook={(look) => onGo({ ...address, asked, look })}
            actions={
              <>
                <ExportButton sql={sql} filename={kept === null ? "report" : kept.name} />
                <SaveButton
                  key={address.report}
                  address={address}
                  sql={sql}
                  before={kept?.mine ? kept : null}
                  action={actions.keep}
                  onSaved={(id) => {
                    onGo({ ...address, report: id });
                    onChanged();
                  }}
                />
              </>
            }
          />
        ) : error === null ? (
          <Panel aria-label="No answer yet">
            <EmptyState
              icon={<ChartColumn />}
              title={asked === null ? "Nothing asked yet" : "Cancelled"}
              className="py-10"
            >
              {asked === null
                ? "Choose what to count and run it, or write SQL. Whatever runs has an address to share."
                : "The warehouse stopped. Change the question, or run it again."}
            </EmptyState>
          </Panel>
        ) : null}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <SavedList
          saved={saved}
          open={address.report}
          onOpen={(report) => onGo(addressOf(report))}
          remove={actions.remove}
          onRemoved={(id) => {
            if (id === address.report) onGo({ ...address, report: null });
            onChanged();
          }}
        />
        <TableList tables={tables} onInsert={insert} />
      </div>
    </div>
  );
}
