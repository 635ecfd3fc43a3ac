import { ChannelsSkeleton } from "#components/channels/channels-skeleton.tsx";

export default function Loading() {
  return (
    <div className="pt-14">
      <ChannelsSkeleton />
    </div>
  );
}
