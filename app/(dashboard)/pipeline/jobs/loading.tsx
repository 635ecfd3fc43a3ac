import { JobsSkeleton } from "#components/jobs/jobs-skeleton.tsx";

export default function Loading() {
  return (
    <div className="pt-24">
      <JobsSkeleton />
    </div>
  );
}
