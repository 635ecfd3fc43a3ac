import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RecipeView } from "#lib/support/views.ts";

const BECAME = {
  created: "Made",
  enabled: "Switched on",
  disabled: "Switched off",
  deleted: "Deleted",
} as const;

interface Fact {
  at: number;
  text: string;
}

function factsOf({ history, connections }: RecipeView): Fact[] {
  const facts = [
    ...history.changes.map(({ at, state }): Fact => ({ at, text: BECAME[state] })),
    ...connections.flatMap(({ channel, periods }) =>
      periods.flatMap(({ since, until }): Fact[] => [
        { at: since, text: `Connected to ${channel}` },
        ...(until === null ? [] : [{ at: until, text: `Connection to ${channel} ended` }]),
      ]),
    ),
  ];
  return facts.sort((one, other) => other.at - one.at);
}

/** All that is on record of a Recipe and its connections, the newest first. */
export function RecipeRecord({ recipe }: { recipe: RecipeView }) {
  const missing = recipe.connections.filter(({ periods }) => periods.length === 0);
  return (
    <Panel aria-labelledby="record">
      <PanelHeader id="record" title="On record" note="from the application's database" />
      <ol>
        {factsOf(recipe).map(({ at, text }) => (
          <li key={`${at} ${text}`} className="flex gap-4 border-t border-hairline px-4 py-2 text-sm">
            <Time at={at} form="yearMinute" className="w-32 shrink-0 text-muted" />
            <span>{text}</span>
          </li>
        ))}
        {missing.map(({ channel }) => (
          <li key={channel} className="border-t border-hairline px-4 py-2 text-sm text-muted">
            No connection to {channel} is on record: never made, or made where it was not written down.
          </li>
        ))}
      </ol>
    </Panel>
  );
}
