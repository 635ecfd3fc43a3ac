import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { KeysTable } from "./keys-table.tsx";
import { MembersTable } from "./members-table.tsx";

const MADE = Date.parse("2025-03-02T12:00:00Z");
const USED = Date.parse("2026-03-02T12:00:00Z");

const timesIn = (table: ReactNode) =>
  [...renderToStaticMarkup(table).matchAll(/<time[^>]*>([^<]*)/g)].map(([, words]) => words);

test("a key says in which year it was made and last used", () => {
  const key = {
    id: "a-key",
    name: "Deploys",
    prefix: "cs_abc",
    scopes: ["read"],
    createdBy: null,
    createdAt: MADE,
    lastUsedAt: USED,
  };
  expect(timesIn(<KeysTable keys={[key]} revoke={null} />)).toEqual(["2025-03-02 12:00", "2026-03-02 12:00"]);
});

test("a member's last sign-in says in which year it was", () => {
  const member = {
    personId: "mira",
    email: "mira@acme.example",
    name: null,
    role: "member" as const,
    lastSignInAt: MADE,
  };
  expect(timesIn(<MembersTable members={[member]} invitations={[]} actions={null} />)).toEqual([
    "2025-03-02 12:00",
  ]);
});
