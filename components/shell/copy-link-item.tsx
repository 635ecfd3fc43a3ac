"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { COPY_WORDS, type CopyOutcome, copyText } from "#components/ui/copy-text.ts";
import { CommandItem } from "./command-item.tsx";

const NAME = "Copy link to this page";

/** Copies the page's address; where that fails the palette stays, and says why. */
export function CopyLinkItem({ onCopied }: { onCopied: () => void }) {
  const [refusal, setRefusal] = useState<Exclude<CopyOutcome, "copied"> | null>(null);
  const copy = async () => {
    const outcome = await copyText(window.location.href, navigator);
    if (outcome === "copied") onCopied();
    else setRefusal(outcome);
  };
  return (
    <CommandItem value={NAME} icon={Link2} onSelect={() => void copy()}>
      {NAME}
      <span role="status" className="ml-auto truncate text-danger-text">
        {refusal === null ? "" : COPY_WORDS[refusal]}
      </span>
    </CommandItem>
  );
}
