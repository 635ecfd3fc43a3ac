"use client";

import { useOptimistic, useState, useTransition } from "react";

const REASONS: Record<string, string> = {
  unauthenticated: "This e-mail address and password do not match. Check both, then try again.",
  unavailable: "Signing in does not work at the moment. Try again in a few minutes.",
  rate_limited: "Too many tries for this account. Wait a few minutes, then try again.",
};
const DEMO_REASONS: Record<string, string> = {
  ...REASONS,
  unavailable: "The demo is still being set up. Try again in a few seconds.",
};
const UNKNOWN_REASON = "Signing in did not work. Try again in a moment.";

/** Signs in through next-auth and goes on to `next`. `busy` names what is being tried. */
export function useSignIn(next: string) {
  const [busy, setBusy] = useOptimistic<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [, start] = useTransition();

  /** Ends when it failed: the page is left when it did not. */
  function attempt(name: string, provider: "password" | "demo", credentials: Record<string, string>) {
    return new Promise<void>((failed) => {
      start(async () => {
        setBusy(name);
        const reason = await reasonAgainst(provider, credentials);
        if (reason === null) {
          // A full load: whatever the router kept was made for nobody.
          window.location.assign(next);
          await new Promise(() => {});
        }
        setError(reason);
        failed();
      });
    });
  }
  return { busy, error: busy === null ? error : null, attempt };
}

async function reasonAgainst(provider: "password" | "demo", credentials: Record<string, string>) {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn(provider, { ...credentials, redirect: false });
    if (answer?.ok && !answer.error) return null;
    const reasons = provider === "demo" ? DEMO_REASONS : REASONS;
    return reasons[answer?.error ?? ""] ?? UNKNOWN_REASON;
  } catch {
    return UNKNOWN_REASON;
  }
}
