import { expect, it } from "vitest";
import { remoteAddress } from "./remote-address.ts";

it("believes the nearest proxy, not what the client claims", () => {
  expect(remoteAddress({ "x-forwarded-for": "1.2.3.4, 10.0.0.9" })).toBe("10.0.0.9");
  expect(remoteAddress({ "x-forwarded-for": "::1" })).toBe("::1");
  expect(remoteAddress({})).toBe("unknown");
});
