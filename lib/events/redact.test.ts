import { describe, expect, test } from "vitest";
import { redactHeaders, redactText, redactUrl } from "./redact.ts";

describe("URLs", () => {
  test.each([
    ["https://api.acme.example/v1/items?limit=5", "https://api.acme.example/v1/items?limit=5"],
    ["https://ann:pw@api.acme.example/v1", "https://redacted@api.acme.example/v1"],
    ["https://a@b@c.example/", "https://redacted@c.example/"],
    ["//ann:pw@api.acme.example/v1", "//redacted@api.acme.example/v1"],
    ["/v1/x?api_key=s3&limit=5", "/v1/x?api_key=redacted&limit=5"],
    ["/v1/x?limit=5&access_token=a.b-c#d", "/v1/x?limit=5&access_token=redacted#d"],
    ["/v1/x?apiKey=1;sessionId=2", "/v1/x?apiKey=redacted;sessionId=redacted"],
    ["/v1/x?API%5FKEY=1", "/v1/x?API%5FKEY=redacted"],
    ["/cb?code=0AX4&state=x", "/cb?code=redacted&state=x"],
    ["/cb#access_token=abc&expires_in=5", "/cb#access_token=redacted&expires_in=5"],
    ["/x?X-Amz-Signature=00ff&X-Amz-Date=2026", "/x?X-Amz-Signature=redacted&X-Amz-Date=2026"],
    ["/x?key=AIza123&password=&sig=9", "/x?key=redacted&password=&sig=redacted"],
    ["/x?author=ann&max_tokens=5", "/x?author=ann&max_tokens=5"],
    ["/x?next=https%3A%2F%2Fa.b%2F%3Ftoken%3Dabc", "/x?next=https%3A%2F%2Fa.b%2F%3Ftoken%3Dredacted"],
    ["/hook/xoxb-1234567890-abcdef", "/hook/redacted"],
    ["not a url at all", "not a url at all"],
    ["/x?%ZZ=1&token=2", "/x?%ZZ=1&token=redacted"],
  ])("%s becomes %s", (url, redacted) => {
    expect(redactUrl(url)).toBe(redacted);
    expect(redactUrl(redacted)).toBe(redacted);
  });
});

describe("headers", () => {
  test("lose the values of credentials, and credentials in other values", () => {
    expect(
      redactHeaders({
        Authorization: "Bearer abc123def456",
        cookie: "sid=1",
        "Set-Cookie": "sid=1; Path=/",
        "X-Api-Key": "k",
        "X-Hub-Signature-256": "sha256=00",
        "IFTTT-Service-Key": "k",
        "WWW-Authenticate": 'Bearer realm="acme"',
        Location: "https://acme.example/cb?code=4711",
        "Content-Location": "/cb?code=0AX4&page=2#sid=5",
        Accept: "/x?page=2",
        "Content-Type": "application/json",
        Note: "sent with Bearer abc123def456",
      }),
    ).toEqual({
      Authorization: "redacted",
      cookie: "redacted",
      "Set-Cookie": "redacted",
      "X-Api-Key": "redacted",
      "X-Hub-Signature-256": "redacted",
      "IFTTT-Service-Key": "redacted",
      "WWW-Authenticate": 'Bearer realm="acme"',
      Location: "https://acme.example/cb?code=redacted",
      "Content-Location": "/cb?code=redacted&page=2#sid=redacted",
      Accept: "/x?page=2",
      "Content-Type": "application/json",
      Note: "sent with Bearer redacted",
    });
  });
});

describe("free text", () => {
  test.each([
    ["connection reset by peer", "connection reset by peer"],
    ["Bearer authentication required", "Bearer authentication required"],
    ["token: expired", "token: expired"],
    ["Basic ZGVtbzpkZW1v refused", "Basic redacted refused"],
    ["Authorization: Bearer abc.def-123\nHost: a", "Authorization: redacted\nHost: a"],
    ['{"url":"https://a.b/?token=t1","n":1}', '{"url":"https://a.b/?token=redacted","n":1}'],
    ["Cookie: sid=5; theme=dark", "Cookie: redacted"],
    ["invalid token: 8f14e45fceea167a", "invalid token: redacted"],
    ["access_token=abc&x=1", "access_token=redacted&x=1"],
    ['{"password":"hunter two","user":"ann"}', '{"password":"redacted","user":"ann"}'],
    ['{"client_secret": "a\\"b", "n": 1}', '{"client_secret": "redacted", "n": 1}'],
    ['"{\\"apiKey\\":\\"abc\\",\\"n\\":1}"', '"{\\"apiKey\\":\\"redacted\\",\\"n\\":1}"'],
    ['{"token":"cut off in the mid', '{"token":"redacted"'],
    ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln wrong", "jwt redacted wrong"],
    ["key sk_live_4eC39HqLyjWDarjtT1 refused", "key redacted refused"],
    ["our own csk_Ab3dEf6hIj9k refused", "our own redacted refused"],
    ["AWS AKIAIOSFODNN7EXAMPLE denied", "AWS redacted denied"],
    ["GET https://ann:pw@acme.example/ failed", "GET https://redacted@acme.example/ failed"],
    ["GET /cb?code=0AX4&page=2 answered 500", "GET /cb?code=redacted&page=2 answered 500"],
    ["(see https://a.b/?page=2&sig=9f)", "(see https://a.b/?page=2&sig=redacted)"],
    ["/a?sid=1;pin=2&ticket=3", "/a?sid=redacted;pin=redacted&ticket=redacted"],
    ['<a href="/a?p=1&amp;subscription-key=2">', '<a href="/a?p=1&amp;subscription-key=redacted">'],
    ['{"url":"/a?p=1\\u0026code=2","n":1}', '{"url":"/a?p=1\\u0026code=redacted","n":1}'],
    ['{"X-Functions-Key":"two words","n":1}', '{"X-Functions-Key":"redacted","n":1}'],
    ['"{\\"routing_key\\":\\"abc\\"}"', '"{\\"routing_key\\":\\"redacted\\"}"'],
    ["a?b=c", "a?b=c"],
    ["what? code=5 & sid=6", "what? code=5 & sid=6"],
    ["code=5; status=500", "code=5; status=500"],
    ['{"key":"b","monkey":"c"}', '{"key":"b","monkey":"c"}'],
    ["-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", "redacted"],
  ])("%j becomes %j", (text, redacted) => {
    expect(redactText(text)).toBe(redacted);
    expect(redactText(redacted)).toBe(redacted);
  });

  test.each([
    "token=".repeat(340),
    "a".repeat(2_048),
    '"'.repeat(2_048),
    "://@".repeat(512),
    "key:".repeat(512),
    "bearer ".repeat(290),
    "?".repeat(2_048),
    "&key".repeat(512),
    `?${"key".repeat(680)}`,
    "?a=%3D".repeat(340),
    "\\u0026".repeat(340),
  ])("hostile text takes no long time", (text) => {
    const started = performance.now();
    for (let times = 0; times < 20; times++) redactText(text);
    expect(performance.now() - started).toBeLessThan(400);
  });
});
