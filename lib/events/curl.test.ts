import { describe, expect, it } from "vitest";
import { toCurl } from "./curl.ts";

describe("a request as cURL", () => {
  it("names method, URL and headers", () => {
    const command = toCurl({
      method: "POST",
      url: "https://api.example.com/v1/send?token=redacted",
      request_headers: { "content-type": "application/json" },
    });
    expect(command).toBe(
      "curl --request POST 'https://api.example.com/v1/send?token=redacted' \\\n  --header 'content-type: application/json'",
    );
  });

  it("lets no quote of a URL end the shell's string", () => {
    expect(toCurl({ method: "GET", url: "https://a.example/'; rm -rf /'" })).toBe(
      "curl --request GET 'https://a.example/'\\''; rm -rf /'\\'''",
    );
  });
});
