import { SearchX } from "lucide-react";
import Link from "next/link";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { RunsView } from "#lib/support/views.ts";
import { RunList } from "./run-list.tsx";
import { WhichRuns } from "./which-runs.tsx";

interface RunsPanelProps {
  runs: RunsView;
  /** Start of the range, milliseconds. */
  from: number;
  withRecipe: boolean;
  onlyFailed: boolean;
}

function olderHref(from: number, to: number, onlyFailed: boolean): string {
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return `?${new URLSearchParams(onlyFailed ? { ...range, runs: "failed" } : range)}`;
}

export function RunsPanel({ runs: { runs, olderThan }, from, withRecipe, onlyFailed }: RunsPanelProps) {
  const failed = runs.filter((run) => run.failure !== null).length;
  return (
    <Panel aria-labelledby="runs">
      <PanelHeader
        id="runs"
        title="Recent runs"
        note={runs.length === 0 ? undefined : `${runs.length} shown, ${failed} failed; newest first`}
        actions={<WhichRuns onlyFailed={onlyFailed} />}
      />
      {runs.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={onlyFailed ? "No run failed in this time" : "No request in this time"}
          className="py-8"
        >
          {onlyFailed
            ? "A try that succeeded when repeated is no failure."
            : "The platform called no Channel."}{" "}
          Choose a longer range above.
        </EmptyState>
      ) : (
        <RunList runs={runs} withRecipe={withRecipe} />
      )}
      {olderThan === null || olderThan - from < 1_000 ? null : (
        <PanelFooter className="border-t border-hairline">
          <Link href={olderHref(from, olderThan, onlyFailed)} className="text-accent-text hover:underline">
            Older runs
          </Link>
        </PanelFooter>
      )}
    </Panel>
  );
}
