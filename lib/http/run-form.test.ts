import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { createLog } from "../log.ts";
import { runForm } from "./run-form.ts";

const schema = z.object({
  name: z.string().min(1, "must not be empty"),
  scopes: z.array(z.enum(["read", "write"])).min(1, "choose at least one"),
});
const log = createLog("test", "silent");

function sent(fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}
const good = sent([
  ["name", "worker"],
  ["scopes", "read"],
  ["scopes", "write"],
  ["$ACTION_ID", "ignored"],
]);

describe("a form", () => {
  it("hands its parsed fields to the verb", async () => {
    const result = await runForm(log, schema, good, async (fields) => fields);
    expect(result).toEqual({ status: "done", value: { name: "worker", scopes: ["read", "write"] } });
  });

  it("says beside each field what is wrong, and runs nothing", async () => {
    const run = vi.fn(async () => "ran");
    const result = await runForm(log, schema, sent([["name", ""]]), run);
    expect(result).toEqual({
      status: "refused",
      message: null,
      fields: { name: "Must not be empty", scopes: "Choose at least one" },
    });
    expect(run).not.toHaveBeenCalled();
  });

  it("shows a refusal at its field, or above the form", async () => {
    const refuse = (error: Error) => runForm(log, schema, good, () => Promise.reject(error));
    const taken = { field: "name" };
    expect(await refuse(new AppError("conflict", "Taken.", taken))).toMatchObject({
      message: null,
      fields: { name: "Taken." },
    });
    expect(await refuse(new AppError("forbidden", "Not yours."))).toMatchObject({ message: "Not yours." });
  });

  it("tells no internal detail of an unexpected failure", async () => {
    const result = await runForm(log, schema, good, () => Promise.reject(new Error("password=hunter2")));
    expect(JSON.stringify(result)).not.toContain("hunter2");
    expect(result.status).toBe("refused");
  });
});
