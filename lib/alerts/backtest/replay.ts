import { initialMachine, type MachineRules, step } from "../machine.ts";
import type { Past } from "./past.ts";

/** A stretch in which it would have fired; `recoveredAt` null: still. Milliseconds since 1970. */
export interface Firing {
  startedAt: number;
  firedAt: number;
  recoveredAt: number | null;
  worst: number;
}

/** Runs the same machine over the past that judges the present. */
export function replay({ ends, observe }: Pick<Past, "ends" | "observe">, rules: MachineRules): Firing[] {
  const firings: Firing[] = [];
  let machine = initialMachine(ends[0] ?? 0);
  for (const at of ends) {
    const firing = machine.state === "firing" || machine.state === "recovering";
    const { machine: next, event } = step(machine, at, observe(at, firing, machine.breachSince), rules);
    const current = firings.at(-1);
    if (event?.kind === "fired") {
      firings.push({ startedAt: event.breachSince, firedAt: at, recoveredAt: null, worst: event.value });
    } else if ((event?.kind === "recovered" || event?.kind === "lost") && current !== undefined) {
      Object.assign(current, { recoveredAt: at, worst: event.worst });
    } else if (firing && current !== undefined && next.worst !== null) current.worst = next.worst;
    machine = next;
  }
  return firings;
}
