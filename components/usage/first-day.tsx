import { Code } from "#components/ui/code.tsx";

/** How figures come about. */
export function FirstDay() {
  return (
    <>
      <p>
        Usage is counted once a day, from interaction events: what people do with Recipes and connections in
        the platform's product. Send them to <Code>POST /api/v1/interactions</Code>; a day shows here when it
        is over.
      </p>
      <p className="mt-2">
        Whoever runs this installation can count now: <Code>npm run jobs -- run --all</Code>
      </p>
    </>
  );
}
