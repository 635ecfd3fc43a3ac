"use client";

import { Slot } from "radix-ui";
import { type PointerEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { type Side, TooltipBubble } from "./tooltip-bubble.tsx";

/** How long a pointer rests before words come; not at all right after others went. */
const REST_MS = 300;
const SKIP_MS = 200;
/** Time to move from the element onto its words (WCAG 1.4.13). */
const LEAVE_MS = 100;

let lastClosed = 0;

interface TooltipProps {
  content: ReactNode;
  /** One focusable element. */
  children: ReactNode;
  side?: Side;
}

/** Words for an element, by pointer and by keyboard focus. Our own: a library's would be a tenth of every page's script. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  const id = useId();
  const element = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);

  const later = (ms: number, next: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), ms);
  };
  const close = useCallback(() => {
    clearTimeout(timer.current);
    setOpen(false);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") close();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    window.addEventListener("scroll", close, { capture: true, passive: true });
    return () => {
      lastClosed = Date.now();
      window.removeEventListener("keydown", onKey, { capture: true });
      window.removeEventListener("scroll", close, { capture: true });
    };
  }, [open, close]);

  const enter = ({ pointerType }: PointerEvent) => {
    if (pointerType === "touch") return;
    if (open) clearTimeout(timer.current);
    else later(Date.now() - lastClosed < SKIP_MS ? 0 : REST_MS, true);
  };
  const leave = () => {
    if (open) later(LEAVE_MS, false);
    else clearTimeout(timer.current);
  };
  return (
    <>
      <Slot.Root
        ref={element}
        aria-describedby={open ? id : undefined}
        onPointerEnter={enter}
        onPointerLeave={leave}
        onPointerDown={close}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(":focus-visible")) setOpen(true);
        }}
        onBlur={close}
        onClick={close}
      >
        {children}
      </Slot.Root>
      {open
        ? createPortal(
            <TooltipBubble id={id} of={element} side={side} onPointerEnter={enter} onPointerLeave={leave}>
              {content}
            </TooltipBubble>,
            document.body,
          )
        : null}
    </>
  );
}
