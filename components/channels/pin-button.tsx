import { Pin } from "lucide-react";
import { cn } from "#components/ui/cn.ts";

interface PinButtonProps {
  name: string;
  pinned: boolean;
  onPin: () => void;
}

/** Keeps a Channel on top. Where a pointer hovers it shows once it is near; pinned, always. */
export function PinButton({ name, pinned, onPin }: PinButtonProps) {
  const label = pinned ? `Unpin ${name}` : `Pin ${name} to the top`;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pinned}
      onClick={onPin}
      className={cn(
        "relative z-10 inline-flex size-7 shrink-0 items-center justify-center rounded-badge usual:text-faint transition-[opacity,color] hover:bg-hover hover:text-text focus-visible:opacity-100",
        pinned
          ? "text-accent-text"
          : "group-hover/row:opacity-100 [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:group-hover/row:opacity-100",
      )}
    >
      <Pin aria-hidden size={15} strokeWidth={1.75} fill={pinned ? "currentColor" : "none"} />
    </button>
  );
}
