import { expect, test } from "vitest";
import { config } from "../proxy.ts";

const passes = (path: string) => config.matcher.some((matcher) => new RegExp(`^${matcher}$`).test(path));

test.each(["/api/v1/events", "/api/v1/interactions", "/_next/static/a.js", "/icon.svg"])(
  "%s is left alone: an upload's body may not be buffered or cut",
  (path) => expect(passes(path)).toBe(false),
);

test.each(["/", "/channels/brightbulb/health", "/api/v1/channels", "/api/v1/events/other", "/sign-in"])(
  "%s passes through the proxy",
  (path) => expect(passes(path)).toBe(true),
);
