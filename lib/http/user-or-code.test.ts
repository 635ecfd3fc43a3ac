import { expect, test, vi } from "vitest";
import { AppError } from "../errors.ts";
import { userOrCode } from "./user-or-code.ts";

test("a refusal is told by its code", async () => {
  const log = { error: vi.fn() };
  const refuse = () => Promise.reject(new AppError("forbidden", "Not you."));
  await expect(userOrCode(log, refuse, "oidc_")).rejects.toThrow(/^oidc_forbidden$/);
  expect(log.error).not.toHaveBeenCalled();
});

test("what was not foreseen is told to the log only", async () => {
  const log = { error: vi.fn() };
  const broken = new Error("no connection to postgres://app@10.0.0.7");
  await expect(userOrCode(log, () => Promise.reject(broken))).rejects.toThrow(/^unavailable$/);
  expect(log.error).toHaveBeenCalledWith({ err: broken }, expect.any(String));
});
