import { describe, expect, it } from "vitest";
import { systemScope } from "../../channels/access.ts";
import { type EventIndexReader, IndexUnavailable } from "./port.ts";
import { whileAnswering } from "./while-answering.ts";

const PATIENCE_MS = 5;
const query = { scope: systemScope(["alpha"]), from: 10_000, to: 60_000, where: [] };
const options = { bucketMs: 1_000, percentiles: true };

/** Figures never come before they are told to; searches, by which the store is asked whether it is there, do as told. */
function anIndex(search: () => Promise<unknown>) {
  let answer: (found: unknown) => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const health = () =>
    new Promise((resolve, reject) => {
      answer = resolve;
      refuse = reject;
    });
  const index = { health, search } as unknown as EventIndexReader;
  let time = 0;
  const clock = { now: () => (time += 1_000) };
  return {
    index: whileAnswering(index, clock, PATIENCE_MS),
    answer: (found: unknown) => answer(found),
    refuse: (error: Error) => refuse(error),
  };
}

describe("a question to an index", () => {
  it("fails once the store keeps silent about anything", async () => {
    const { index } = anIndex(() => new Promise(() => undefined));
    await expect(index.health(query, options)).rejects.toBeInstanceOf(IndexUnavailable);
  });

  it("is waited for while the store answers others, even by refusing", async () => {
    let asked = 0;
    const found = { total: "all" };
    const { index, answer } = anIndex(async () => {
      asked += 1;
      if (asked === 3) answer(found);
      throw new Error("not now");
    });
    expect(await index.health(query, options)).toBe(found);
  });

  it("gets its own answer and its own failure", async () => {
    const { index, answer, refuse } = anIndex(async () => ({ events: [] }));
    const first = index.health(query, options);
    answer("figures");
    expect(await first).toBe("figures");
    const second = index.health(query, options);
    refuse(new RangeError("mine"));
    await expect(second).rejects.toBeInstanceOf(RangeError);
  });
});
