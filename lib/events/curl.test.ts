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
      "curl --request POST --url 'https://api.example.com/v1/send?token=redacted' \\\n  --header 'content-type: application/json'",
    );
  });

  it("lets no quote of a URL end the shell's string", () => {
    expect(toCurl({ method: "GET", url: "https://a.example/'; rm -rf /'" })).toBe(
      "curl --request GET --url 'https://a.example/'\\''; rm -rf /'\\'''",
    );
  });

  it("runs nothing that a method, a URL or a header's name smuggles in", () => {
    const command = toCurl({
      method: "GET; reboot",
      url: "-o/etc/passwd",
      request_headers: { "@/etc/passwd": "x", accept: "*" },
    });
    expect(command).toBe("curl --request 'GET; reboot' --url '-o/etc/passwd' \\\n  --header 'accept: *'");
  });

  it("writes what would act on a terminal as escapes of the same bytes", () => {
    expect(toCurl({ url: "https://a.example/\u001b[31m\r\n'\u202e" })).toBe(
      "curl --request GET --url $'https://a.example/\\x1b[31m\\x0d\\x0a\\x27\\xe2\\x80\\xae'",
    );
  });
});
