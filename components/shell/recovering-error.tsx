"use client";

import { useEffect, useState } from "react";
import { ErrorState } from "#components/ui/states.tsx";

const PROBE_MS = 3_000;

async function storesAnswer(): Promise<boolean> {
  try {
    return (await fetch("/api/health", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

interface RecoveringErrorProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** Says whether the stores are down, and shows the page again by itself as soon as they answer. */
export function RecoveringError({ error, retry }: RecoveringErrorProps) {
  const [down, setDown] = useState(false);
  useEffect(() => {
    let wasDown = false;
    const probe = async () => {
      const answer = await storesAnswer();
      if (wasDown && answer) retry();
      wasDown = !answer;
      setDown(wasDown);
    };
    void probe();
    const timer = setInterval(() => void probe(), PROBE_MS);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      {down ? (
        <ErrorState alone title="A data store does not answer" onRetry={retry}>
          What was received is kept. This page shows itself again as soon as the store is back.
        </ErrorState>
      ) : (
        <ErrorState alone title="This page could not be shown" onRetry={retry}>
          Something failed on our side. Try again; if it stays so, tell the operator
          {error.digest ? ` this number: ${error.digest}` : " what you did"}.
        </ErrorState>
      )}
    </div>
  );
}
