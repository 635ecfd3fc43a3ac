"use client";

import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";

function subscribe(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}

/** Says, over the page so that nothing moves, that figures stand still because the browser is offline. */
export function OfflineBanner() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex justify-center px-4">
      {online ? null : (
        <p className="flex animate-appear items-center gap-2.5 rounded-panel bg-text px-4 py-2.5 text-sm text-background shadow-float">
          <WifiOff aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
          You are offline. What you see stands still, and renews itself once you are back.
        </p>
      )}
    </div>
  );
}
