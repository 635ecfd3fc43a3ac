"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";

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
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 1_600);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () => {
    navigator.clipboard.writeText(typeof text === "string" ? text : text()).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  };
  const said = outcome === "copied" ? "Copied" : outcome === "refused" ? "Copying was refused" : label;
  const glyph = outcome === "copied" ? <Check aria-hidden /> : (icon ?? <Copy aria-hidden />);
  return (
    <>
      {withText ? (
        <Button size={size} className={className} onClick={copy}>
          {glyph}
          {said}
        </Button>
      ) : (
        <IconButton label={said} size={size} className={className} onClick={copy}>
          {glyph}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {outcome === null ? "" : said}
      </span>
    </>
  );
}
