"use client";

import { usePathname } from "next/navigation";
import { StateInTab } from "./state-in-tab.tsx";
import { useChannelPresent } from "./use-present.ts";

function Present({ slug }: { slug: string }) {
  const { data } = useChannelPresent(slug);
  return data === null ? null : <StateInTab state={data.state} />;
}

/** Keeps the tab's state true on every screen of a Channel; Health has its own figures to tell it from. */
export function PresentInTab({ slug }: { slug: string }) {
  return usePathname().endsWith("/health") ? null : <Present slug={slug} />;
}
