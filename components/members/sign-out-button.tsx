"use client";

import { Button } from "#components/ui/button.tsx";

/** Signs out and comes back to `next`, to go on as somebody else. */
export function SignOutButton({ next }: { next: string }) {
  async function leave() {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: next });
  }
  return <Button onClick={() => void leave()}>Sign out</Button>;
}
