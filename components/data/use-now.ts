"use client";

import { useEffect, useState } from "react";

/** The time, renewed now and then; first the server's, so that both sides render the same. */
export function useNow(renderedAt: number, everyMs: number): number {
  const [now, setNow] = useState(renderedAt);
  useEffect(() => {
    // A browser's clock may be wrong; that time passes, it knows.
    const ahead = Date.now() - renderedAt;
    const timer = setInterval(() => setNow(Date.now() - ahead), everyMs);
    return () => clearInterval(timer);
  }, [renderedAt, everyMs]);
  return now;
}
