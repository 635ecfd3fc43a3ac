"use client";

import { usePathname } from "next/navigation";
import { type NavigationChannel, useShell } from "./context.tsx";
import { useVisited } from "./visited.ts";

/** The Channel that the page is about, else the one visited last or the viewer's first. */
export function useCurrentChannel(): {
  /** In the address; null on the workspace's pages. */
  named: string | null;
  slug: string | null;
  /** null for one that is not in the viewer's list. */
  channel: NavigationChannel | null;
} {
  const { navigation } = useShell();
  const visited = useVisited();
  const path = usePathname();
  const named = /^\/channels\/([^/]+)/.exec(path)?.[1] ?? null;
  const find = (slug: string | null) =>
    navigation.channels.find((candidate) => candidate.slug === slug) ?? null;
  const slug = named ?? find(visited)?.slug ?? navigation.firstChannel;
  return { named, slug, channel: find(slug) };
}
