import { describe, expect, it } from "vitest";
import { initialMachine, type Machine, type MachineRules, type Observation, step } from "./machine.ts";

const MINUTE = 60_000;
const rules: MachineRules = { forMs: 0, recoverMs: 2 * MINUTE, worse: Math.max };

const SEEN: Record<string, Observation> = {
  "!": { kind: "breach", value: 9 },
  ".": { kind: "clear", value: 1 },
  _: { kind: "no_data" },
  "?": { kind: "too_few", beyond: true },
  "-": { kind: "too_few", beyond: false },
};

/** One character a minute; answers the states, and what happened as `3 fired`. */
function course(
  minutes: string,
  changed: Partial<MachineRules> = {},
): { states: string[]; events: string[] } {
  let machine: Machine = initialMachine(0);
  const [states, events]: [string[], string[]] = [[], []];
  for (const [minute, sign] of [...minutes].entries()) {
    const seen = SEEN[sign];
    if (seen === undefined) throw new Error(`no such sign: ${sign}`);
    const next = step(machine, minute * MINUTE, seen, { ...rules, ...changed });
    machine = next.machine;
    states.push(machine.state);
    if (next.event !== null) events.push(`${minute} ${next.event.kind}`);
  }
  return { states, events };
}

describe("the state of an alert", () => {
  it.each<[string, string, Partial<MachineRules>, string[]]>([
    ["fires at once", "..!!", {}, ["2 fired"]],
    ["fires once it lasted", ".!!!!", { forMs: 2 * MINUTE }, ["3 fired"]],
    ["says nothing of what is shorter", ".!!.!!.", { forMs: 2 * MINUTE }, []],
    ["recovers once it is over for long enough", "!!...", {}, ["0 fired", "4 recovered"]],
    ["is one while it comes and goes", "!.!.!.!...", {}, ["0 fired", "9 recovered"]],
    ["recovers at once without a wait", "!.", { recoverMs: 0 }, ["0 fired", "1 recovered"]],
    ["does not end without data", "!______", {}, ["0 fired"]],
    ["is lost after too long without data", "!______", { lostMs: 4 * MINUTE }, ["0 fired", "5 lost"]],
    ["is lost while it recovers", "!.______", { lostMs: 4 * MINUTE }, ["0 fired", "6 lost"]],
    ["is not lost while anything is seen", "!___?___!___", { lostMs: 4 * MINUTE }, ["0 fired"]],
    ["fires anew once it was lost", "!_____!", { lostMs: 4 * MINUTE }, ["0 fired", "5 lost", "6 fired"]],
    ["is no loss where nothing fired", "._______", { lostMs: 4 * MINUTE }, []],
    ["does not begin without data", "______", {}, []],
    ["does not begin by too few requests", "??????", {}, []],
    ["is ended by few requests that are well", "!----", {}, ["0 fired", "3 recovered"]],
    ["is not ended by few requests that fail", "!.????", {}, ["0 fired"]],
    ["waits anew after a gap in what was pending", "!!_!!!", { forMs: 2 * MINUTE }, ["5 fired"]],
  ])("%s: %s", (_name, minutes, changed, events) => {
    expect(course(minutes, changed).events).toEqual(events);
  });

  it("has a name for each", () => {
    expect(course(".!!!..._", { forMs: MINUTE }).states).toEqual([
      "ok",
      "pending",
      "firing",
      "firing",
      "recovering",
      "recovering",
      "ok",
      "no_data",
    ]);
  });

  it("keeps when the breach began, and the worst of it", () => {
    const values = [9, 30, 12];
    let machine = initialMachine(0);
    for (const [minute, value] of values.entries()) {
      machine = step(machine, minute * MINUTE, { kind: "breach", value }, rules).machine;
    }
    const over = (at: number) => step(machine, at, { kind: "clear", value: 0 }, rules);
    machine = over(3 * MINUTE).machine;
    expect(over(5 * MINUTE).event).toEqual({ kind: "recovered", at: 5 * MINUTE, breachSince: 0, worst: 30 });
  });
});
