import { Skeleton } from "#components/ui/skeleton.tsx";

/** While a user's or a Recipe's page is read. */
export function SubjectSkeleton() {
  return (
    <div aria-busy className="flex max-w-[1180px] flex-col gap-5 px-4 pt-[7.5rem] sm:px-7">
      <Skeleton className="h-8 max-w-2xl" />
      <Skeleton className="h-12 max-w-md" />
      <Skeleton className="h-64" />
    </div>
  );
}
