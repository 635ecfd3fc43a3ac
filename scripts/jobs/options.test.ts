import { describe, expect, it } from "vitest";
import { parseJobsArguments } from "./options.ts";

const NOW = Date.UTC(2026, 2, 2, 12);
const parse = (line: string) => parseJobsArguments(line.split(" ").filter(Boolean), NOW);

describe("the arguments of npm run jobs", () => {
  it("name a command", () => {
    expect(parse("list")).toEqual({ command: "list" });
    expect(parse("status")).toEqual({ command: "status" });
    expect(parse("new recipes_daily")).toEqual({ command: "new", name: "recipes_daily" });
    expect(parse("run --all")).toEqual({ command: "run", name: null, days: null, forced: false });
    expect(parse("run --help")).toBeNull();
  });

  it("name days", () => {
    expect(parse("run mart --for 2026-03-02")).toMatchObject({
      name: "mart",
      days: ["2026-03-02"],
      forced: true,
    });
    expect(parse("run mart --from 2026-02-27 --to 2026-03-01")).toMatchObject({
      days: ["2026-02-27", "2026-02-28", "2026-03-01"],
      forced: false,
    });
  });

  it.each([
    ["", "Give list, run, status or new; --help says more."],
    ["walk", 'There is no "walk": list, run, status or new.'],
    ["run", "Give run a job's name, or --all."],
    ["run a --all", "Give run a job's name, or --all."],
    ["run a b", 'One job at a time, or --all: "b" is too much.'],
    ["run a --for 2026-02-30", '--for must be a date such as 2026-03-02, not "2026-02-30".'],
    ["run a --for 2026-03-01 --to 2026-03-02", "Give --for, or --from and --to."],
    ["run a --from 2026-03-01", "Give both --from and --to."],
    ["run a --from 2026-03-02 --to 2026-03-01", "--from must not be after --to."],
    ["run a --for 2026-03-03", "2026-03-03 has not begun (UTC)."],
    ["run a --from 2020-01-01 --to 2026-03-01", "At most 800 days at once."],
    ["list --for 2026-03-01", "--for belongs to run, not to list."],
    ["status now", 'status takes no more than that: "now" is too much.'],
    ["new Recipes", "Give the new job a name"],
    ["run a --tomorrow", "Unknown option '--tomorrow'"],
  ])("are refused with one line: %s", (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});
