"use client";

import { Eye } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { after } from "./after.ts";

interface ViewingBannerProps {
  channel: string;
  /** For how many milliseconds it goes on, as the server knows. */
  lastsMs: number;
  /** Ends it; where to go then. */
  stop: () => Promise<void>;
  next: string;
}

/** Over every page while support sees a Channel as its partner does. */
export function ViewingBanner({ channel, lastsMs, stop, next }: ViewingBannerProps) {
  const [busy, setBusy] = useState(false);
  // Then the viewer is themselves again, and what is on the page was made for the partner.
  useEffect(() => after(lastsMs, () => window.location.reload()), [lastsMs]);
  async function leave() {
    setBusy(true);
    try {
      await stop();
      // A full load: what the router and the queries kept was made for the partner.
      window.location.assign(next);
    } catch {
      setBusy(false);
    }
  }
  return (
    <section
      aria-label="Viewing as partner"
      className="sticky top-0 z-40 flex h-(--banner) items-center gap-2.5 border-b border-warning/50 bg-[color-mix(in_srgb,var(--color-warning)_18%,var(--color-background))] px-4 text-sm sm:px-7"
    >
      <Eye aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-warning-text" />
      <p className="min-w-0 truncate">
        <span className="max-sm:hidden">You see what an owner of </span>
        <span className="sm:hidden">As owner of </span>
        <strong className="font-semibold">{channel}</strong>
        <span className="max-sm:hidden"> sees. Read-only, and written to its audit trail.</span>
        <span className="sm:hidden">, read-only</span>
      </p>
      <Button size="sm" className="ml-auto" busy={busy} onClick={() => void leave()}>
        Stop
      </Button>
    </section>
  );
}
