import { IncidentsSkeleton } from "#components/incidents/incidents-skeleton.tsx";

export default function Loading() {
  return (
    <div className="pt-14">
      <IncidentsSkeleton />
    </div>
  );
}
