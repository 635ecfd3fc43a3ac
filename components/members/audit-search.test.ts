import { expect, it } from "vitest";
import { filterOf, olderHref, readAuditSearch } from "./audit-search.ts";

it("reads what the address chooses, and no nonsense", () => {
  const search = readAuditSearch({ what: "api_key", who: "person:ab-1", since: "24h", before: "17" });
  expect(filterOf(search, 86_400_001)).toEqual({
    noun: "api_key",
    actor: "person:ab-1",
    since: 1,
    before: "17",
  });
  const nonsense = readAuditSearch({ what: "any", who: "x'--", since: "1h", before: "-1" });
  expect(Object.values(nonsense)).toEqual([undefined, undefined, undefined, undefined]);
});

it("keeps the search on the way back", () => {
  const search = readAuditSearch({ what: "person", since: "7d", before: "9" });
  expect(olderHref(search, "4")).toBe("?what=person&since=7d&before=4");
});
