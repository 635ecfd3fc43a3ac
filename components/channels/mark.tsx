import { cn } from "#components/ui/cn.ts";

/** All of at least 4.5:1 against white. */
const COLORS = [
  "#2f6fde",
  "#8f5b32",
  "#a5379b",
  "#0b7d8f",
  "#5f3dc4",
  "#2b7f3b",
  "#c2410c",
  "#4b5563",
  "#08745a",
  "#b4235f",
  "#52760d",
  "#9a5b00",
] as const;

function colorOf(slug: string): string {
  let hash = 0;
  for (const character of slug) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return COLORS[hash % COLORS.length] ?? COLORS[0];
}

interface ChannelMarkProps {
  slug: string;
  name: string;
  /** The Channel's own; one of ours by its slug when it has none. */
  color?: string | null;
  className?: string;
}

/** The initial on the Channel's own colour; decorative, the name stands beside it. */
export function ChannelMark({ slug, name, color, className }: ChannelMarkProps) {
  return (
    <span
      aria-hidden
      style={{ backgroundColor: color ?? colorOf(slug) }}
      className={cn(
        "inline-flex usual:size-6 shrink-0 items-center justify-center rounded-badge usual:text-sm font-semibold text-white",
        className,
      )}
    >
      {[...name][0]?.toUpperCase()}
    </span>
  );
}
