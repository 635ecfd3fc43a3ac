import { describe, expect, it } from "vitest";
import { aDocument } from "../testing/builders.ts";
import { groupRuns } from "./group-runs.ts";

const at = (timestamp: number, overrides: Parameters<typeof aDocument>[0] = {}) =>
  aDocument({ timestamp, channel: "alpha", run_id: "run-1", ...overrides });
const down = { status_code: 503 };

describe("requests as runs", () => {
  it("go together by run, oldest step first, the run that began last first", () => {
    const events = [at(40, { run_id: "run-2" }), at(30, { channel: "beta" }), at(20)];
    expect(groupRuns(events, false).map(({ id, events }) => [id, events.map((e) => e.timestamp)])).toEqual([
      ["run-2", [40]],
      ["run-1", [20, 30]],
    ]);
  });

  it("without a run stand alone", () => {
    const lone = at(10, { run_id: undefined });
    expect(groupRuns([at(20), lone], false).map(({ id }) => id)).toEqual(["run-1", lone.id]);
  });

  it("a step that succeeded when tried again did not fail", () => {
    expect(groupRuns([at(30), at(20, down)], false)[0]?.failure).toBeNull();
    expect(groupRuns([at(30, down), at(20, down)], false)[0]?.failure?.timestamp).toBe(30);
  });

  it("a failed step counts whatever other steps did", () => {
    const [run] = groupRuns([at(30, { channel: "beta" }), at(20, down)], false);
    expect(run?.failure?.timestamp).toBe(20);
  });

  it("leave out the run at a cut, of which steps may be missing", () => {
    const events = [at(40, { run_id: "run-2" }), at(20)];
    expect(groupRuns(events, true).map(({ id }) => id)).toEqual(["run-2"]);
    expect(groupRuns([at(20)], true)).toHaveLength(1);
  });
});
