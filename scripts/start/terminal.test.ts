import { describe, expect, it } from "vitest";
import { HELP, wantsHelp } from "./options.ts";
import { createTerminal } from "./terminal.ts";
import { welcome } from "./welcome.ts";

const capture = () => {
  const chunks: string[] = [];
  const output = { write: (chunk: string) => chunks.push(chunk) > 0 };
  return { terminal: createTerminal(output), text: () => chunks.join("") };
};

describe("what npm start prints", () => {
  it("is one line for each finished step, with its duration, without escapes where nobody sees them", async () => {
    const { terminal, text } = capture();
    const result = await terminal.step("Database", async () => ({ result: 7, detail: "started" }));
    expect(result).toBe(7);
    expect(text()).toMatch(/^ {2}✓ Database {3}started {2}\d+\.\d s\n$/);
  });

  it("is nothing for a step that failed: the reason comes once, at the end", async () => {
    const { terminal, text } = capture();
    await expect(terminal.step("Database", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(text()).toBe("");
  });

  it("names the address, and in the demo the people to sign in as", () => {
    const { terminal, text } = capture();
    const people = [{ email: "a@b.example", password: "demo-a", role: "owner" }];
    welcome(terminal, { url: "http://localhost:3000", took: "4.0 s", logs: ".data/logs", people });
    expect(text()).toContain("http://localhost:3000");
    expect(text()).toContain("a@b.example  demo-a  owner");
  });

  it("says without the demo how the first admin is made", () => {
    const { terminal, text } = capture();
    welcome(terminal, { url: "http://localhost:3000", took: "4.0 s", logs: ".data/logs", people: null });
    expect(text()).toContain("npm run -s admin -- create EMAIL");
  });
});

describe("arguments of npm start", () => {
  it("knows help and nothing else", () => {
    expect(wantsHelp([])).toBe(false);
    expect(wantsHelp(["--help"])).toBe(true);
    expect(HELP).toContain("PORT");
    expect(() => wantsHelp(["--fast"])).toThrow("Unknown argument: --fast. See npm start -- --help.");
    expect(() => wantsHelp(["now"])).toThrow("Unknown argument: now");
  });
});
