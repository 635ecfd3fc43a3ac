"use client";

import { useSearchParams } from "next/navigation";
import { DeadLettersScreen } from "#components/dead-letters/dead-letters-screen.tsx";
import { RangeProblem } from "#components/shell/range-problem.tsx";
import { SupportBar } from "#components/support/support-bar.tsx";
import type { RetryResult } from "#lib/dead-letters/views.ts";
import type { FormAction } from "#lib/http/form-result.ts";
import { readSearch, writeSearch } from "./search-params.ts";

interface DeadLettersClientProps {
  /** The range, as our API takes it. */
  rangeQuery: string;
  problem: string | null;
  retryOne: FormAction<RetryResult>;
  retryAll: FormAction<RetryResult>;
}

export function DeadLettersClient({ rangeQuery, problem, retryOne, retryAll }: DeadLettersClientProps) {
  const params = useSearchParams();
  const search = readSearch(params);
  const open = params.get("letter");
  const go = (address: string) => window.history.pushState(null, "", address);
  return (
    <>
      <SupportBar range />
      <RangeProblem problem={problem} />
      <DeadLettersScreen
        rangeQuery={rangeQuery}
        search={search}
        onSearch={(next) => go(writeSearch(params, next, null))}
        open={open}
        onOpen={(id) => go(writeSearch(params, search, id))}
        retryOne={retryOne}
        retryAll={retryAll}
      />
    </>
  );
}
