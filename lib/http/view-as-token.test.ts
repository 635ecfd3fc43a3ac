import { encode } from "next-auth/jwt";
import { expect, it } from "vitest";
import { openViewAs, sealViewAs, VIEW_AS_SECONDS } from "./view-as-token.ts";

const view = { personId: "p", channel: "alpha" };

it("opens what was sealed with the same secret, and nothing else", async () => {
  const token = await sealViewAs("secret", view);
  const now = Date.now();
  expect(await openViewAs("secret", token, now)).toMatchObject(view);
  expect(await openViewAs("another", token, now)).toBeNull();
  expect(await openViewAs("secret", `${token.slice(0, -2)}xx`, now)).toBeNull();
  expect(await openViewAs("secret", undefined, now)).toBeNull();
});

it("says when it ends, an hour later, and is not opened from then on", async () => {
  const sealed = Date.now();
  const token = await sealViewAs("secret", view);
  const until = (await openViewAs("secret", token, sealed))?.until ?? 0;
  expect(Math.abs(until - sealed - VIEW_AS_SECONDS * 1_000)).toBeLessThan(5_000);
  expect(await openViewAs("secret", token, until - 1)).toMatchObject(view);
  expect(await openViewAs("secret", token, until)).toBeNull();
});

it("is not opened by a session's token", async () => {
  const session = await encode({ token: { sub: "p", channel: "alpha" }, secret: "secret" });
  expect(await openViewAs("secret", session, Date.now())).toBeNull();
});
