"use client";

import { useEffect } from "react";
import { STATE_LOOKS } from "#components/channels/state.tsx";
import type { HealthView } from "#lib/events/views.ts";

/** The browser's tab tells the state too, by word and icon: who keeps it open need not look inside. */
export function StateInTab({ view }: { view: HealthView }) {
  const state = view.state.name;
  const title = `${STATE_LOOKS[state].word} · ${view.channel.name} · Channelscope`;
  useEffect(() => {
    document.title = title;
  }, [title]);
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
