"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { cn } from "./cn.ts";
import { HELD_OPEN } from "./held-open.ts";
import { useLayer } from "./layer.tsx";

const CLOSE =
  "inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-text";

function CloseButton({ className }: { className?: string }) {
  return (
    <Radix.Close aria-label="Close" className={cn(CLOSE, className)}>
      <X size={16} strokeWidth={1.75} aria-hidden />
    </Radix.Close>
  );
}

interface FrameProps {
  described?: boolean;
  held?: boolean;
  className: string;
  children: ReactNode;
}

/** The window behind cannot be reached while it is open; whatever had the focus gets it back. */
function Frame({ described = false, held = false, className, children }: FrameProps) {
  const { open, setOpen, trigger, contentId } = useLayer();
  const before = useRef<Element>(null);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          id={contentId}
          {...(described ? {} : { "aria-describedby": undefined })}
          {...(held ? HELD_OPEN : {})}
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const to = trigger.current ?? before.current;
            if (to instanceof HTMLElement) to.focus();
          }}
          className={cn("fixed z-50 usual:bg-surface shadow-float outline-none", className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface DialogContentProps {
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, right-aligned. */
  footer?: ReactNode;
  size?: "sm" | "md";
  /** Only a button of its own closes it: it shows what nobody can look up again. */
  held?: boolean;
}

export function DialogPanel({ title, description, children, footer, size = "sm", held }: DialogContentProps) {
  return (
    <Frame
      described={Boolean(description)}
      held={held}
      className={cn(
        "top-[12vh] left-1/2 flex max-h-[80vh] w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-panel border",
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
        {held ? null : <CloseButton className="-mt-1 -mr-2" />}
      </header>
      {children ? <div className="min-h-0 overflow-y-auto px-5 pb-4">{children}</div> : null}
      {footer ? (
        <footer className="flex justify-end gap-2 border-t border-hairline px-5 py-3">{footer}</footer>
      ) : null}
    </Frame>
  );
}

export interface PlainDialogContentProps {
  title: string;
  children: ReactNode;
}

export function PlainPanel({ title, children }: PlainDialogContentProps) {
  return (
    <Frame className="top-[12vh] left-1/2 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-panel border">
      <Radix.Title className="sr-only">{title}</Radix.Title>
      {children}
    </Frame>
  );
}

export interface SheetContentProps {
  title: ReactNode;
  /** Keeps the title for assistive technology only. */
  titleHidden?: boolean;
  children: ReactNode;
  side?: "left" | "right";
  className?: string;
}

export function SheetPanel({ title, titleHidden, children, side = "right", className }: SheetContentProps) {
  return (
    <Frame
      className={cn(
        "inset-y-0 flex flex-col",
        side === "right"
          ? "right-0 w-full animate-slide-right border-l usual:sm:max-w-md"
          : "left-0 w-72 max-w-[85vw] animate-slide-left border-r",
        className,
      )}
    >
      {titleHidden ? (
        <Radix.Title className="sr-only">{title}</Radix.Title>
      ) : (
        <header className="flex items-center gap-4 border-b border-hairline py-2 pr-2 pl-4">
          <Radix.Title className="min-w-0 flex-1 truncate font-semibold">{title}</Radix.Title>
          <CloseButton />
        </header>
      )}
      {children}
    </Frame>
  );
}
