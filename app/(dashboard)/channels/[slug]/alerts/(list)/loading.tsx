import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div
      role="status"
      aria-busy
      aria-label="Loading the alert Recipes"
      className="flex max-w-[1240px] flex-col gap-4 px-4 pt-[76px] pb-5 sm:px-7 sm:pt-20 sm:pb-7"
    >
      <Skeleton className="h-[46px] w-40" />
      <Skeleton className="h-[72px] rounded-panel" />
      <Skeleton className="h-[282px] rounded-panel" />
    </div>
  );
}
