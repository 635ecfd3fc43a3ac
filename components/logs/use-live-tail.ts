"use client";

import { type Dispatch, useEffect, useRef, useState } from "react";
import { useAskPresent } from "#components/channels/use-present.ts";
import { connectTail } from "./tail-connection.ts";
import type { TailFlow, TailStep } from "./tail-flow.ts";
import type { LogsState } from "./use-logs-state.ts";

export interface LiveTail {
  on: boolean;
  paused: boolean;
  /** How many arrived while paused. */
  waiting: number;
  /** Nothing can come at present; it goes on by itself. */
  interrupted: boolean;
  toggle: () => void;
  pause: () => void;
  /** Pauses a tail that runs: somebody reads what is there. */
  hold: () => void;
  resume: () => void;
}

interface TailedList {
  flow: TailFlow;
  step: Dispatch<TailStep>;
  /** Reads the top of the list anew: the tail has only what comes while it is connected. */
  renew: () => void;
}

/** Follows new requests over server-sent events. Pausing keeps what arrives aside and counts it. */
export function useLiveTail(
  slug: string,
  { q, label }: Pick<LogsState, "q" | "label">,
  enabled: boolean,
  { flow, step, renew }: TailedList,
): LiveTail {
  const [on, setOn] = useState(false);
  const [interrupted, setInterrupted] = useState(false);
  const askPresent = useAskPresent(slug);
  const reopened = useRef(renew);
  useEffect(() => {
    // Going on after a pause renews as well.
    reopened.current = flow.paused ? () => undefined : renew;
  });

  useEffect(() => {
    setInterrupted(false);
    if (!on || !enabled) return;
    const query = q === "" ? "" : `?q=${encodeURIComponent(q)}`;
    return connectTail({
      open: () => new EventSource(`/api/v1/channels/${encodeURIComponent(slug)}/tail${query}`),
      onRequests: (requests) => step({ type: "arrived", requests }),
      onInterrupted: setInterrupted,
      onRefused: askPresent,
      onReopened: () => reopened.current(),
    });
  }, [on, enabled, slug, q, step, askPresent]);

  return {
    on,
    paused: flow.paused,
    waiting: flow.held.length,
    interrupted,
    toggle: () => {
      setOn(!on);
      // A range that stands still has none of what was live.
      step({ type: on && label === null ? "clear" : "resume" });
      renew();
    },
    pause: () => step({ type: "pause" }),
    hold: () => {
      if (on && !flow.paused) step({ type: "pause" });
    },
    resume: () => {
      step({ type: "resume" });
      renew();
    },
  };
}
