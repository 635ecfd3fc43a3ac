"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Button } from "./button.tsx";
import { COPY_WORDS, type CopyOutcome, copyText } from "./copy-text.ts";
import { IconButton } from "./icon-button.tsx";
import { TooltipBubble } from "./tooltip-bubble.tsx";

/** A refusal has more to read, and something to do about it. */
const COPIED_MS = 1_600;
const REFUSED_MS = 6_000;

interface CopyButtonProps {
  /** A function is asked at the click: for what is known only then, such as the page's address. */
  text: string | (() => string);
  /** Its name: "Copy as cURL". */
  label: string;
  /** Shows the label beside the icon. */
  withText?: boolean;
  icon?: ReactNode;
  size?: "md" | "sm";
  className?: string;
}

export function CopyButton({ text, label, withText = false, icon, size = "md", className }: CopyButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [outcome, setOutcome] = useState<CopyOutcome | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), outcome === "copied" ? COPIED_MS : REFUSED_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => setOutcome(await copyText(typeof text === "string" ? text : text(), navigator));
  const said = outcome === null ? label : COPY_WORDS[outcome];
  const glyph = outcome === "copied" ? <Check aria-hidden /> : (icon ?? <Copy aria-hidden />);
  return (
    <>
      {withText ? (
        <Button size={size} className={className} onClick={() => void copy()}>
          {glyph}
          {said}
        </Button>
      ) : (
        <IconButton ref={button} label={said} size={size} className={className} onClick={() => void copy()}>
          {glyph}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {outcome === null ? "" : said}
      </span>
      {outcome === null || outcome === "copied" || withText
        ? null
        : createPortal(
            <TooltipBubble of={button} side="bottom" aria-hidden>
              {said}
            </TooltipBubble>,
            document.body,
          )}
    </>
  );
}
