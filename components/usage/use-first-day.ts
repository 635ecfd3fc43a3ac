"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

const FIRST_DAY_EVERY_MS = 10_000;

/** Reads a page of Usage again: every so often while no day is counted yet. Once there are some, nothing is polled. */
export function useFirstDay(view: { completeTo: string | null } | null) {
  const router = useRouter();
  const [reading, startReading] = useTransition();
  const waits = view !== null && view.completeTo === null;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => startReading(() => router.refresh()), FIRST_DAY_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits, router]);
  return {
    reading,
    refresh: () => startReading(() => router.refresh()),
    goTo: (address: string) => startReading(() => router.push(address, { scroll: false })),
  };
}
