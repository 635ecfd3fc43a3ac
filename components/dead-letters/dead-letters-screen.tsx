"use client";

import { CircleCheck, Search } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelFooter } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeadLetterPage, RetryResult } from "#lib/dead-letters/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { FormAction } from "#lib/http/form-result.ts";
import { LetterSheet } from "./letter-sheet.tsx";
import { LettersTable } from "./letters-table.tsx";
import { RetryAllButton } from "./retry-all-button.tsx";
import type { DeadLetterSearch } from "./search.ts";
import { SearchForm } from "./search-form.tsx";
import { useLetters } from "./use-letters.ts";
import { retryInWords } from "./words.ts";

interface DeadLettersScreenProps {
  /** The range, as our API takes it. */
  rangeQuery: string;
  search: DeadLetterSearch;
  onSearch: (search: DeadLetterSearch) => void;
  /** The open letter's id. */
  open: string | null;
  onOpen: (id: string | null) => void;
  retryOne: FormAction<RetryResult>;
  retryAll: FormAction<RetryResult>;
}

const ROWS = ["a", "b", "c", "d", "e", "f"];

/** How much was looked at: what was not looked at may match as well. */
function Looked({ page }: { page: DeadLetterPage }) {
  return (
    <span>
      Looked at {formatPlural(page.looked, "letter")} from <Time at={page.lookedFrom} form="daySecond" /> to{" "}
      <Time at={page.lookedTo} form="daySecond" />
      {page.matching > page.letters.length
        ? ` · showing the newest ${formatCount(page.letters.length)} of ${formatCount(page.matching)} that match`
        : null}
      {page.complete ? null : (
        <span className="text-warning-text"> · there are more: choose a shorter time to see all of them</span>
      )}
    </span>
  );
}

/** Records that could not become events: found, read, sent again. */
export function DeadLettersScreen(props: DeadLettersScreenProps) {
  const { rangeQuery, search, onSearch, open, onOpen, retryOne, retryAll } = props;
  const [done, setDone] = useState<RetryResult | null>(null);
  const asked = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ""));
  const params = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(rangeQuery)), ...asked });
  // Until a new search is answered the list is that of the one before, and what is retried must be what was seen.
  const { data: page, error, isFetching, isPlaceholderData, refetch } = useLetters(params.toString());
  const again = () => void refetch();
  const searching = Object.keys(asked).length > 0;
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="text-headline font-semibold">Dead letters</h1>
        <p className="text-muted">records that could not become events; kept for 14 days</p>
      </div>
      <SearchForm
        search={search}
        rangeQuery={rangeQuery}
        busy={isFetching}
        onSearch={onSearch}
        onAgain={again}
      />
      {done === null ? null : (
        <Notice tone={done.retried > 0 ? "good" : "info"} live>
          {retryInWords(done)}
        </Notice>
      )}
      {error !== null && page !== undefined ? (
        <Notice tone="warning" live title="This list is not renewed at the moment">
          {error.message}
        </Notice>
      ) : null}
      <Panel
        aria-label="Letters"
        aria-busy={isPlaceholderData || (page === undefined && error === null)}
        className={cn("transition-opacity", isPlaceholderData && "opacity-60")}
      >
        {page === undefined ? (
          error === null ? (
            ROWS.map((row) => (
              <div key={row} className="flex h-14 items-center gap-6 border-b border-hairline px-4">
                <Skeleton className="h-4 w-28" />
                <Skeleton className="h-4 w-40" />
                <Skeleton className="h-4 flex-1" />
              </div>
            ))
          ) : (
            <ErrorState title="The dead letters cannot be read" onRetry={again} retrying={isFetching}>
              {error.message}
            </ErrorState>
          )
        ) : page.letters.length === 0 ? (
          <EmptyState
            icon={searching ? <Search /> : <CircleCheck />}
            title={searching ? "No letter matches" : "No dead letter in this time"}
            className="py-10"
            action={
              searching ? (
                <Button onClick={() => onSearch({ reason: "", channel: "", text: "" })}>Show all</Button>
              ) : undefined
            }
          >
            {searching ? "Choose a longer time, or less of a search." : "Every record became an event."}
          </EmptyState>
        ) : (
          <LettersTable letters={page.letters} onOpen={onOpen} />
        )}
        {page === undefined ? null : (
          <PanelFooter className="border-t border-hairline">
            <Looked page={page} />
            {page.letters.length === 0 ? null : (
              <span className="ml-auto">
                <RetryAllButton
                  matching={page.matching}
                  fields={{ ...asked, ...seen(page) }}
                  disabled={isPlaceholderData}
                  action={retryAll}
                  onDone={(result) => {
                    setDone(result);
                    again();
                  }}
                />
              </span>
            )}
          </PanelFooter>
        )}
      </Panel>
      <LetterSheet id={open} onClose={() => onOpen(null)} retry={retryOne} onRetried={again} />
    </div>
  );
}

/** The time that was looked at, in place of one that moves: what is retried is what was seen. */
function seen({ lookedFrom, lookedTo }: DeadLetterPage): Record<string, string> {
  return { from: new Date(lookedFrom).toISOString(), to: new Date(lookedTo).toISOString() };
}
