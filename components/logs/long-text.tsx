"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";

/** A dozen lines of the drawer: more would push everything else out of sight. */
const SHOWN = 480;

/** Text from a partner's API: its beginning, and the rest when somebody wants it. */
export function LongText({ text, className }: { text: string; className: string }) {
  const [whole, setWhole] = useState(false);
  const long = text.length > SHOWN * 1.25;
  return (
    <>
      <span className={`${className} break-words whitespace-pre-wrap`}>
        {safeText(long && !whole ? `${text.slice(0, SHOWN)}…` : text)}
      </span>
      {long ? (
        <div className="-ml-2.5">
          <Button variant="ghost" size="sm" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? "Show less" : `Show all ${formatCount(text.length)} characters`}
          </Button>
        </div>
      ) : null}
    </>
  );
}
