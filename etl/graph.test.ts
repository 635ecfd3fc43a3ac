import { describe, expect, it } from "vitest";
import { inOrder } from "./graph.ts";

const job = (name: string, ...dependsOn: string[]) => ({ name, dependsOn });
const names = (...jobs: ReturnType<typeof job>[]) => inOrder(jobs).map(({ name }) => name);

describe("the order of jobs", () => {
  it("puts each after what it depends on, otherwise by name", () => {
    expect(names(job("mart", "b", "a"), job("b"), job("a", "c"), job("c"), job("report", "mart"))).toEqual([
      "c",
      "a",
      "b",
      "mart",
      "report",
    ]);
    expect(names()).toEqual([]);
  });

  it("spells a circle out, without what only leads into it", () => {
    const circle = () => names(job("a", "b"), job("b", "c"), job("c", "d"), job("d", "b"));
    expect(circle).toThrow("Jobs wait for each other: b → c → d → b.");
    expect(() => names(job("alone", "alone"))).toThrow("alone → alone");
  });

  it("names what is missing, and who misses it", () => {
    expect(() => names(job("mart", "load"))).toThrow("mart depends on load, which is no job.");
  });

  it("refuses two of one name", () => {
    expect(() => names(job("a"), job("a"))).toThrow("Two jobs have the name a.");
  });
});
