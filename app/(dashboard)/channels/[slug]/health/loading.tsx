import { HealthSkeleton } from "#components/health/health-skeleton.tsx";

export default function Loading() {
  return (
    <div className="pt-14">
      <HealthSkeleton />
    </div>
  );
}
