import { describe, expect, it } from "vitest";
import { securityHeaders } from "./security-headers.ts";

const headers = (https: boolean) => securityHeaders({ nonce: "n0nce", https, development: false });

function directive(name: string): string[] {
  const policy = headers(false)["Content-Security-Policy"];
  const found = policy.split("; ").find((part) => part.startsWith(`${name} `));
  return found?.split(" ").slice(1) ?? [];
}

describe("security headers", () => {
  it("run scripts by nonce only", () => {
    expect(directive("script-src")).toEqual(["'self'", "'nonce-n0nce'", "'strict-dynamic'"]);
  });

  it("let nobody frame a page or move its base", () => {
    expect(directive("frame-ancestors")).toEqual(["'none'"]);
    expect(directive("base-uri")).toEqual(["'none'"]);
    expect(directive("object-src")).toEqual(["'none'"]);
  });

  it("promise https only when on https: localhost stays reachable over http", () => {
    expect(headers(true)["Strict-Transport-Security"]).toContain("max-age=31536000");
    expect(headers(false)).not.toHaveProperty("Strict-Transport-Security");
    expect(headers(false)["Content-Security-Policy"]).not.toContain("upgrade-insecure-requests");
  });
});
