import { expect, test } from "vitest";
import type { ActionView, TargetView, Unreachable } from "../views.ts";
import { reachProblem } from "./reach.ts";

const target = (name: string, unreachable: Unreachable | null = null): TargetView => ({
  id: name,
  type: "webhook",
  name,
  hint: name,
  unreachable,
});
const action = (first: TargetView, failover: TargetView | null = null): ActionView => ({
  ...first,
  failover,
});
const [well, off, waiting] = [target("ops"), target("pager", "switched_off"), target("mail", "unconfirmed")];

test.each<[string, ActionView[], { nobody: boolean; words: string[] } | null]>([
  ["all are told", [action(well), action(well, well)], null],
  ["none is named", [], { nobody: true, words: ["It has no destination."] }],
  ["the only one is dead", [action(off)], { nobody: true, words: ["pager is switched off."] }],
  [
    "each has its own reason",
    [action(off), action(waiting)],
    { nobody: true, words: ["pager is switched off.", "mail has not confirmed yet."] },
  ],
  ["another one is told", [action(off), action(well)], { nobody: false, words: ["pager is switched off."] }],
  ["one stands in", [action(off, well)], { nobody: false, words: ["pager is switched off; ops stands in."] }],
  [
    "the one that would stand in is dead too",
    [action(off, waiting)],
    { nobody: true, words: ["pager is switched off, and mail has not confirmed yet."] },
  ],
  [
    "nothing would stand in",
    [action(well, off)],
    { nobody: false, words: ["pager is switched off, which stands in for ops."] },
  ],
])("whom a Recipe reaches where %s", (_name, actions, problem) => {
  expect(reachProblem({ actions })).toEqual(problem);
});
