import type { RunRequest } from "#lib/support/views.ts";

/** One step of a run: how its last try went, and how many there were. */
export interface RunStepView {
  last: RunRequest;
  tries: number;
}

/** The steps of a run in the order in which they began. */
export function stepsOf(requests: readonly RunRequest[]): RunStepView[] {
  const steps = new Map<string, RunStepView>();
  for (const request of requests) {
    const key = [request.channel, request.kind, request.endpoint].join(" ");
    steps.set(key, { last: request, tries: (steps.get(key)?.tries ?? 0) + 1 });
  }
  return [...steps.values()];
}
