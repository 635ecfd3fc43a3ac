import { expect, test } from "vitest";
import { patternOf } from "./route-pattern.ts";

test.each([
  ["/api/v1/channels/acme/health", { slug: "acme" }, "/api/v1/channels/{slug}/health"],
  ["/api/v1/channels/%61cme/health", { slug: "acme" }, "/api/v1/channels/{slug}/health"],
  ["/api/v1/channels/a%2fb/health", { slug: "a/b" }, "/api/v1/channels/{slug}/health"],
  ["/api/v1/channels/%61cme/health", { slug: "%61cme" }, "/api/v1/channels/{slug}/health"],
  ["/api/v1/channels/%zz/health", { slug: "%zz" }, "/api/v1/channels/{slug}/health"],
  ["/api/v1/channels/%zz/health", { slug: "zz" }, "{slug}"],
  ["/api/v1/channels/acme/requests/%37", { slug: "acme", id: "7" }, "/api/v1/channels/{slug}/requests/{id}"],
  ["/api/v1/channels/acme/requests/%ff", { slug: "acme", id: "?" }, "{slug}/{id}"],
  ["/api/v1/%63hannels", {}, "/api/v1/channels"],
])("%s with %j counts as %s", (path, parts, pattern) => {
  expect(patternOf(`http://x${path}`, parts)).toBe(pattern);
});
