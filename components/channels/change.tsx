import { cn } from "#components/ui/cn.ts";

interface ChangeProps {
  /** The change in words; nothing when there is nothing to compare. */
  text: string | null;
  className?: string;
}

/** How a figure moved since the period before. */
export function Change({ text, className }: ChangeProps) {
  if (text === null) return null;
  return (
    <span className={cn("text-sm whitespace-nowrap text-faint", className)}>
      <span className="sr-only">change </span>
      {text}
    </span>
  );
}
