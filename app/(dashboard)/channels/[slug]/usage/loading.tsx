import { UsageSkeleton } from "#components/usage/usage-skeleton.tsx";

export default function Loading() {
  return (
    <div className="pt-14">
      <UsageSkeleton />
    </div>
  );
}
