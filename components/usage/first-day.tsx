import { Hourglass } from "lucide-react";
import { Code } from "#components/ui/code.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** Before there are figures: how they come about, or that they are coming. */
export function FirstDay({ counting }: { counting: boolean }) {
  if (counting) {
    return (
      <EmptyState icon={<Hourglass />} title="The first days are being counted">
        This takes some minutes; the figures then appear here by themselves.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No day is counted yet">
      <HowDaysAreCounted />
    </EmptyState>
  );
}

export function HowDaysAreCounted() {
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
