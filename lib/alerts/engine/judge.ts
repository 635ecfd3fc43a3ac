import {
  initialMachine,
  type Machine,
  type MachineEvent,
  type MachineRules,
  type Observation,
  step,
} from "../machine.ts";

/**
 * What one window shows; `firing` where the present value has to be below the threshold by some to count as over. `since`:
 * when the breach began that lasts; null: none does.
 */
export type Observe = (
  at: number,
  firing: boolean,
  since: number | null,
) => Promise<Observation> | Observation;

export interface Judged {
  machine: Machine;
  events: MachineEvent[];
  /** What the last window showed; null: none was judged. */
  last: Observation | null;
}

const fires = ({ state }: Machine) => state === "firing" || state === "recovering";

/** Windows in order of their ends. */
export async function judgeEnds(
  machine: Machine,
  ends: readonly number[],
  observe: Observe,
  rules: MachineRules,
): Promise<Judged> {
  const judged: Judged = { machine, events: [], last: null };
  for (const at of ends) {
    judged.last = await observe(at, fires(judged.machine), judged.machine.breachSince);
    const { machine: next, event } = step(judged.machine, at, judged.last, rules);
    judged.machine = next;
    if (event !== null) judged.events.push(event);
  }
  return judged;
}

/** Whether windows that were judged before, and look different now that late events came, would have fired. */
export async function judgeLate(
  ends: readonly number[],
  observe: Observe,
  rules: MachineRules,
): Promise<{ machine: Machine; event: MachineEvent } | null> {
  const [first] = ends;
  if (first === undefined) return null;
  let machine = initialMachine(first);
  for (const at of ends) {
    const next = step(machine, at, await observe(at, fires(machine), machine.breachSince), rules);
    if (next.event?.kind === "fired") return { machine: next.machine, event: next.event };
    machine = next.machine;
  }
  return null;
}

/** A pause shorter than this is judged by its end alone. */
const NO_PAUSE = 15_000;

/**
 * Ends of the windows that are due after `judged` up to the watermark `to`: every `gridMs` while catching up, and the
 * watermark itself.
 */
export function endsBetween(judged: number, to: number, gridMs: number): number[] {
  if (to <= judged) return [];
  const ends: number[] = [];
  if (to - judged > NO_PAUSE) {
    for (let at = Math.floor(judged / gridMs) * gridMs + gridMs; at < to; at += gridMs) ends.push(at);
  }
  return [...ends, to];
}
