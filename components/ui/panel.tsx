import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

/** A surface on the page; its parts are set apart by hairlines, never by further panels. */
export function Panel({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={cn("overflow-hidden rounded-panel border bg-surface shadow-panel", className)}
      {...rest}
    />
  );
}

interface PanelHeaderProps {
  title: ReactNode;
  /** Quiet words after the title. */
  note?: ReactNode;
  /** Controls at its end. */
  actions?: ReactNode;
  id?: string;
  className?: string;
}

export function PanelHeader({ title, note, actions, id, className }: PanelHeaderProps) {
  return (
    <header className={cn("flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2", className)}>
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {note ? <p className="text-sm text-faint">{note}</p> : null}
      {actions ? <div className="ml-auto flex items-center gap-3">{actions}</div> : null}
    </header>
  );
}

export function PanelFooter({ className, ...rest }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn(
        "flex flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2.5 text-sm text-faint [&_svg]:size-4 [&_svg]:stroke-[1.75]",
        className,
      )}
      {...rest}
    />
  );
}
