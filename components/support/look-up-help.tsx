import { Code } from "#components/ui/code.tsx";

const KINDS = [
  {
    what: "A user",
    by: "e-mail address, platform id or pseudonym",
    leads: "their Recipes and recent runs, whose fault each failure was, and why one never ran",
  },
  { what: "A Recipe", by: "its id", leads: "its runs, and when it was on and connected" },
  {
    what: "A request",
    by: "its id, the partner’s own id of it, or its run’s",
    leads: "that request, in the Logs of its Channel",
  },
  { what: "A Channel", by: "slug or name", leads: "its Health" },
] as const;

/** What can be asked for. */
export function LookUpHelp() {
  return (
    <dl className="grid max-w-3xl gap-x-6 gap-y-2 text-sm sm:grid-cols-[6rem_minmax(0,1fr)]">
      {KINDS.map(({ what, by, leads }) => (
        <div key={what} className="contents">
          <dt className="font-medium max-sm:mt-2">{what}</dt>
          <dd className="text-muted">
            by {by}: {leads}.
          </dd>
        </div>
      ))}
      <dt className="font-medium max-sm:mt-2">Many</dt>
      <dd className="text-muted">
        The Logs of a Channel take <Code>user:</Code>, <Code>recipe:</Code> and <Code>run:</Code> too.
      </dd>
    </dl>
  );
}
