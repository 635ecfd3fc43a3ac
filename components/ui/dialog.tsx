"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

const CLOSE =
  "inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-text";

interface DialogContentProps {
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, right-aligned. */
  footer?: ReactNode;
  size?: "sm" | "md";
}

export function DialogContent({ title, description, children, footer, size = "sm" }: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-panel border bg-surface shadow-float outline-none",
          size === "sm" ? "max-w-md" : "max-w-2xl",
        )}
      >
        <header className="flex items-start gap-4 px-5 pt-4 pb-3">
          <div className="min-w-0 flex-1">
            <Radix.Title className="font-semibold">{title}</Radix.Title>
            {description ? (
              <Radix.Description className="mt-1 text-sm text-muted">{description}</Radix.Description>
            ) : null}
          </div>
          <Radix.Close aria-label="Close" className={cn(CLOSE, "-mt-1 -mr-2")}>
            <X size={16} strokeWidth={1.75} aria-hidden />
          </Radix.Close>
        </header>
        {children ? <div className="min-h-0 overflow-y-auto px-5 pb-4">{children}</div> : null}
        {footer ? (
          <footer className="flex justify-end gap-2 border-t border-hairline px-5 py-3">{footer}</footer>
        ) : null}
      </Radix.Content>
    </Radix.Portal>
  );
}

/** A frame with nothing in it but what it is given; its title is for assistive technology. */
export function PlainDialogContent({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
      <Radix.Content
        aria-describedby={undefined}
        className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-panel border bg-surface shadow-float outline-none"
      >
        <Radix.Title className="sr-only">{title}</Radix.Title>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

interface SheetContentProps {
  title: ReactNode;
  /** Keeps the title for assistive technology only. */
  titleHidden?: boolean;
  children: ReactNode;
  side?: "left" | "right";
  className?: string;
}

/** A panel along a side of the window; use inside Dialog. On narrow screens a right one covers the window. */
export function SheetContent({ title, titleHidden, children, side = "right", className }: SheetContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
      <Radix.Content
        aria-describedby={undefined}
        className={cn(
          "fixed inset-y-0 z-50 flex flex-col bg-surface shadow-float outline-none",
          side === "right"
            ? "right-0 w-full animate-slide-right border-l sm:max-w-md"
            : "left-0 w-72 max-w-[85vw] animate-slide-left border-r",
          className,
        )}
      >
        {titleHidden ? (
          <Radix.Title className="sr-only">{title}</Radix.Title>
        ) : (
          <header className="flex items-center gap-4 border-b border-hairline py-2 pr-2 pl-4">
            <Radix.Title className="min-w-0 flex-1 truncate font-semibold">{title}</Radix.Title>
            <Radix.Close aria-label="Close" className={CLOSE}>
              <X size={16} strokeWidth={1.75} aria-hidden />
            </Radix.Close>
          </header>
        )}
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}
