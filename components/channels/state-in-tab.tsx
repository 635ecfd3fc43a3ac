"use client";

import { useEffect } from "react";
import type { ChannelStateName } from "#lib/channels/views.ts";
import { STATE_LOOKS } from "./state.tsx";
import { titleWith } from "./tab-title.ts";

/** The browser's tab tells the state too, by word and icon: who keeps it open need not look inside. */
export function StateInTab({ state }: { state: ChannelStateName }) {
  const { word } = STATE_LOOKS[state];
  // Each time: a screen's own title, with the state of when it was made, may come later than this.
  useEffect(() => {
    document.title = titleWith(document.title, word);
  });
  useEffect(() => {
    const icon = document.createElement("link");
    icon.rel = "icon";
    icon.type = "image/svg+xml";
    icon.href = `/state/${state}.svg`;
    // Of several that fit, browsers take the last.
    document.head.append(icon);
    return () => icon.remove();
  }, [state]);
  return null;
}
