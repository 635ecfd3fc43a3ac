import { ChannelMark } from "#components/channels/mark.tsx";

interface ChannelListProps {
  channels: readonly { slug: string; name: string; color: string | null }[];
}

/** Which Channels an app can read of. */
export function ChannelList({ channels }: ChannelListProps) {
  return (
    <div className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">Your Channels</h2>
      <ul className="flex max-h-48 flex-col gap-2 overflow-y-auto">
        {channels.map(({ slug, name, color }) => (
          <li key={slug} className="flex items-center gap-2.5 text-sm">
            <ChannelMark slug={slug} name={name} color={color} />
            <span className="truncate">{name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
