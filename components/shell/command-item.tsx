import { Command } from "cmdk";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const ITEM =
  "flex h-9 cursor-pointer items-center gap-2.5 rounded-badge px-2.5 text-sm data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:stroke-[1.75] [&_svg]:text-muted";

interface CommandItemProps {
  /** What typing is compared with; it names the item among all. */
  value: string;
  icon?: LucideIcon;
  onSelect: () => void;
  children: ReactNode;
}

export function CommandItem({ value, icon: Icon, onSelect, children }: CommandItemProps) {
  return (
    <Command.Item value={value} onSelect={onSelect} className={ITEM}>
      {Icon === undefined ? null : <Icon aria-hidden />}
      {children}
    </Command.Item>
  );
}
