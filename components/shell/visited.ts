"use client";

import { useSyncExternalStore } from "react";

let visited: string | null = null;
const listeners = new Set<() => void>();

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

/**
 * The slug of the Channel visited last, so that its links stay at hand on the workspace's pages; null until one was.
 * No context: one that changes above a page still streaming makes React throw away the page's HTML and render it anew.
 */
export const useVisited = (): string | null =>
  useSyncExternalStore(
    subscribe,
    () => visited,
    () => null,
  );

export function setVisited(slug: string): void {
  if (slug === visited) return;
  visited = slug;
  for (const onChange of listeners) onChange();
}
