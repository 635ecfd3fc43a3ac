import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { BENCHES } from "./benches.ts";

const bench = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], { encoding: "utf8" });

it.each([
  { args: [], problem: "Say which bench to run." },
  { args: ["nonsense"], problem: 'There is no bench "nonsense".' },
])(
  "runs none that is not named, and says which there are: $args",
  { timeout: 60_000 },
  ({ args, problem }) => {
    const { status, stdout, stderr } = bench(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(problem);
    const named = [...stderr.matchAll(/^ {2}(\w+) +\S/gm)].map(([, name]) => name);
    expect(named).toEqual([...BENCHES.keys()]);
  },
);

it("says what a bench lacks", { timeout: 60_000 }, () => {
  expect(bench("unusual")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("npm run bench -- unusual FOLDER"),
  });
});
