import { SearchX } from "lucide-react";
import Link from "next/link";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { RunsView } from "#lib/support/views.ts";
import { RunList } from "./run-list.tsx";

interface RunsPanelProps {
  runs: RunsView;
  /** Start of the range, milliseconds. */
  from: number;
  withRecipe: boolean;
}

export function RunsPanel({ runs: { runs, olderThan }, from, withRecipe }: RunsPanelProps) {
  const failed = runs.filter((run) => run.failure !== null).length;
  return (
    <Panel aria-labelledby="runs">
      <PanelHeader
        id="runs"
        title="Recent runs"
        note={runs.length === 0 ? undefined : `${runs.length} shown, ${failed} failed; newest first`}
      />
      {runs.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title="No request in this time"
          className="border-t border-hairline py-8"
        >
          The platform called no Channel here. Choose a longer range above.
        </EmptyState>
      ) : (
        <RunList runs={runs} withRecipe={withRecipe} />
      )}
      {olderThan === null || olderThan - from < 1_000 ? null : (
        <PanelFooter className="border-t border-hairline">
          <Link
            href={`?${new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(olderThan).toISOString() })}`}
            className="text-accent-text hover:underline"
          >
            Older runs
          </Link>
        </PanelFooter>
      )}
    </Panel>
  );
}
