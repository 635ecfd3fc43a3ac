"use client";

import { useEffect, useState } from "react";
import { serverTime } from "./server-time.ts";

/** The time, renewed now and then; first that of the rendering, so that both sides render the same. */
export function useNow(renderedAt: number, everyMs: number): number {
  const [now, setNow] = useState(renderedAt);
  useEffect(() => {
    const renew = () => setNow(serverTime(renderedAt));
    renew();
    const timer = setInterval(renew, everyMs);
    return () => clearInterval(timer);
  }, [renderedAt, everyMs]);
  return now;
}
