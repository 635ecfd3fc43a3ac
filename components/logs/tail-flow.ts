import type { RequestView } from "#lib/events/views.ts";
import { requestKey } from "./request-key.ts";

/** What is kept in the page; older ones leave, the list below has them. */
const KEPT = 2_000;

/** What the live tail brought and the list does not have yet. */
export interface TailFlow {
  paused: boolean;
  /** Newest first. */
  requests: RequestView[];
  /** Arrived while paused. */
  held: RequestView[];
}

export type TailStep =
  | { type: "arrived"; requests: RequestView[] }
  | { type: "pause" }
  /** Or turned off: nothing that came is taken away before the list has it. */
  | { type: "resume" }
  /** The list was read anew: these are its own now. */
  | { type: "listed"; requests: ReadonlySet<RequestView> }
  | { type: "clear" };

export const EMPTY_FLOW: TailFlow = { paused: false, requests: [], held: [] };

export function tailFlow(state: TailFlow, step: TailStep): TailFlow {
  switch (step.type) {
    case "arrived": {
      // A tail that was cut off repeats what it sent last.
      const known = new Set([...state.requests, ...state.held].map(requestKey));
      const fresh = step.requests
        .filter((request) => !known.has(requestKey(request)))
        .toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1));
      const name = state.paused ? "held" : "requests";
      return { ...state, [name]: [...fresh, ...state[name]].slice(0, KEPT) };
    }
    case "pause":
      return { ...state, paused: true };
    case "resume":
      return { paused: false, held: [], requests: [...state.held, ...state.requests].slice(0, KEPT) };
    case "listed":
      return { ...state, requests: state.requests.filter((request) => !step.requests.has(request)) };
    case "clear":
      return EMPTY_FLOW;
  }
}
