import { encode } from "next-auth/jwt";
import { expect, it } from "vitest";
import { openViewAs, sealViewAs } from "./view-as-token.ts";

const view = { personId: "p", channel: "alpha" };

it("opens what was sealed with the same secret, and nothing else", async () => {
  const token = await sealViewAs("secret", view);
  expect(await openViewAs("secret", token)).toEqual(view);
  expect(await openViewAs("another", token)).toBeNull();
  expect(await openViewAs("secret", `${token.slice(0, -2)}xx`)).toBeNull();
  expect(await openViewAs("secret", undefined)).toBeNull();
});

it("is not opened by a session's token", async () => {
  const session = await encode({ token: { sub: "p", channel: "alpha" }, secret: "secret" });
  expect(await openViewAs("secret", session)).toBeNull();
});
