import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const FIGURES = ["a", "b", "c", "d", "e"];

/** The place of a FigureStrip while its figures are read. */
export function FigureStripSkeleton() {
  return (
    <Panel className="grid grid-cols-2 md:grid-cols-3 xl:grid-cols-5">
      {FIGURES.map((figure) => (
        <div key={figure} className="flex h-[101px] flex-col justify-between px-4 py-3">
          <Skeleton className="h-4 w-20" />
          <Skeleton className="h-7 w-24" />
          <Skeleton className="h-4 w-28" />
        </div>
      ))}
    </Panel>
  );
}
