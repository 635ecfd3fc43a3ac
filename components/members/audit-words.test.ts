import { expect, it } from "vitest";
import { auditWords } from "./audit-words.ts";

it.each([
  ["membership.change_role", "a@x.example", { role: "owner" }, "made a@x.example owner"],
  [
    "api_key.create",
    "id",
    { name: "worker", scopes: ["read", "events:write"] },
    "made the key worker (read, events:write)",
  ],
  ["api_key.revoke", "id", {}, "revoked the key id"],
  [
    "partner_view.start",
    "s@x.example",
    { reason: "ticket 1" },
    "began to view as partner, for an hour at most: ticket 1",
  ],
  ["alert.create", "a1", {}, "alert.create a1"],
])("%s", (action, subject, detail, expected) => {
  expect(auditWords({ action, subject, detail })).toBe(expected);
});
