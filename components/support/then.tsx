import { CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/support/views.ts";

const RECIPE_WORDS = {
  off: "Recipe off",
  deleted: "Recipe deleted",
  not_created: "Recipe not made yet",
  unknown: "Recipe's state not on record",
} as const;
const CONNECTION_WORDS = {
  ended: "not connected any more",
  not_yet: "not connected yet",
  unknown: "connection not on record",
} as const;

interface Oddity {
  /** A Channel's slug; `/`, which no slug has, for the Recipe itself. */
  about: string;
  known: boolean;
  text: ReactNode;
}

function words({ recipeThen, connectionsThen }: RunView): Oddity[] {
  const recipe =
    recipeThen.state === "on"
      ? []
      : [
          {
            about: "/",
            known: recipeThen.state !== "unknown",
            text:
              "since" in recipeThen ? (
                <>
                  {RECIPE_WORDS[recipeThen.state]} since <Time at={recipeThen.since} form="yearMinute" />
                </>
              ) : (
                RECIPE_WORDS[recipeThen.state]
              ),
          },
        ];
  const connections = connectionsThen.flatMap(({ channel, was }) =>
    was.state === "connected"
      ? []
      : [
          {
            about: channel,
            known: was.state !== "unknown",
            text: `${channel} ${CONNECTION_WORDS[was.state]}`,
          },
        ],
  );
  return [...recipe, ...connections];
}

/** Whether the Recipe was on and its Channels connected when a run began, as far as that is on record. */
export function Then({ run }: { run: RunView }) {
  const odd = words(run);
  if (odd.length === 0) {
    return (
      <Badge icon={<CircleCheck />} className="h-5 px-1.5">
        On, connected
      </Badge>
    );
  }
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {odd.map(({ about, known, text }) => (
        <li key={about} className="flex items-start gap-1.5 text-muted [&_svg]:mt-0.5 [&_svg]:size-3.5">
          {known ? <TriangleAlert aria-hidden className="text-warning-text" /> : <CircleHelp aria-hidden />}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
