"use client";

import { useEffect, useReducer, useState } from "react";
import { useAskPresent } from "#components/channels/use-present.ts";
import type { RequestView } from "#lib/events/views.ts";
import { connectTail } from "./tail-connection.ts";

/** What is kept in the page; older ones leave, the list below has them. */
const KEPT = 2_000;

interface Flow {
  paused: boolean;
  /** Newest first. */
  requests: RequestView[];
  /** Arrived while paused. */
  held: RequestView[];
}

type Step =
  | { type: "arrived"; requests: RequestView[] }
  | { type: "pause" }
  | { type: "resume" }
  | { type: "clear" };

const EMPTY: Flow = { paused: false, requests: [], held: [] };

function flow(state: Flow, step: Step): Flow {
  switch (step.type) {
    case "arrived": {
      // A tail that was cut off repeats what it sent last.
      const known = new Set([...state.requests, ...state.held].map(({ id }) => id));
      const fresh = step.requests
        .filter(({ id }) => !known.has(id))
        .toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1));
      const name = state.paused ? "held" : "requests";
      return { ...state, [name]: [...fresh, ...state[name]].slice(0, KEPT) };
    }
    case "pause":
      return { ...state, paused: true };
    case "resume":
      return { paused: false, held: [], requests: [...state.held, ...state.requests].slice(0, KEPT) };
    case "clear":
      return EMPTY;
  }
}

export interface LiveTail {
  on: boolean;
  paused: boolean;
  /** Newest first. */
  requests: RequestView[];
  /** How many arrived while paused. */
  waiting: number;
  /** The server cannot read the index at present; it goes on by itself. */
  interrupted: boolean;
  toggle: () => void;
  pause: () => void;
  /** Pauses a tail that runs: somebody reads what is there. */
  hold: () => void;
  resume: () => void;
}

/** Follows new requests over server-sent events. Pausing keeps what arrives aside and counts it. */
export function useLiveTail(slug: string, q: string, enabled: boolean): LiveTail {
  const [on, setOn] = useState(false);
  const [interrupted, setInterrupted] = useState(false);
  const [state, step] = useReducer(flow, EMPTY);
  const askPresent = useAskPresent(slug);

  useEffect(() => {
    step({ type: "clear" });
    setInterrupted(false);
    if (!on || !enabled) return;
    const query = q === "" ? "" : `?q=${encodeURIComponent(q)}`;
    return connectTail({
      open: () => new EventSource(`/api/v1/channels/${encodeURIComponent(slug)}/tail${query}`),
      onRequests: (requests) => step({ type: "arrived", requests }),
      onInterrupted: setInterrupted,
      onRefused: askPresent,
    });
  }, [on, enabled, slug, q, askPresent]);

  return {
    on,
    paused: state.paused,
    requests: state.requests,
    waiting: state.held.length,
    interrupted,
    toggle: () => setOn(!on),
    pause: () => step({ type: "pause" }),
    hold: () => {
      if (on && !state.paused) step({ type: "pause" });
    },
    resume: () => step({ type: "resume" }),
  };
}
