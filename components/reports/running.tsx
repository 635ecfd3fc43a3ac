"use client";

import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { TIMEOUT_MS } from "#lib/reports/limits.ts";

/** A query under way: for how long, how long it may take, and the way to end it. */
export function Running({ onCancel }: { onCancel: () => void }) {
  const [began] = useState(() => Date.now());
  const [now, setNow] = useState(began);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.round((now - began) / 1_000) * 1_000;
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-6 text-muted">
      {/* Announces itself; the seconds beside it would do so each time. */}
      <Spinner label="Running" />
      <span>
        {seconds === 0 ? "Running" : `Running for ${formatDuration(seconds)}`}
        <span className="text-faint"> · ends after {formatDuration(TIMEOUT_MS)} at the latest</span>
      </span>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
