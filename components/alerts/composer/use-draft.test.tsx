import { act } from "react";
import { createRoot } from "react-dom/client";
import { beforeEach, expect, test, vi } from "vitest";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import type { Draft, DraftTarget } from "./draft.ts";
import { useDraft } from "./use-draft.ts";

vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams() }));

/** As much of a browser as React asks for to draw nothing, and an address. */
const location = { pathname: "/channels/alpha/alerts/new", search: "" };
const document = { nodeType: 9, addEventListener: () => undefined };
const element = { ...document, nodeType: 1, nodeName: "DIV", tagName: "DIV", ownerDocument: document };
vi.stubGlobal("document", document);
vi.stubGlobal("location", location);
vi.stubGlobal("history", {
  replaceState: (_data: null, _title: string, url: string) => {
    location.search = new URL(url, "http://localhost").search;
  },
});
vi.stubGlobal("HTMLIFrameElement", class {});
vi.stubGlobal("window", globalThis);
vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

const DEFAULTS = usualTriggers();
const FRESH = named("");
const SLOW = named("API slow");
const PAGER: DraftTarget = {
  kind: "new",
  key: "pager",
  input: { type: "pagerduty", routing_key: "k".repeat(32) },
};

function named(name: string): { draft: Draft; past: "7d" } {
  const draft = { name, trigger: DEFAULTS.down, actions: [], schedule: null };
  return { draft: { ...draft, recover_minutes: null, remind_every_minutes: null }, past: "7d" };
}

let shown: ReturnType<typeof useDraft>;
function Composer({ initial }: { initial: typeof FRESH }) {
  shown = useDraft(initial, DEFAULTS);
  return null;
}

let draw: (initial: typeof FRESH) => Promise<void>;

/** The page made for an address, as Next does after a link, Back or a refresh. */
async function visit(search: string, initial: typeof FRESH) {
  location.search = search;
  await draw(initial);
}
const write = (change: Partial<Draft>) =>
  act(async () => shown.change({ draft: { ...shown.draft, ...change } }));

beforeEach(async () => {
  const root = createRoot({ ...element } as unknown as HTMLElement);
  draw = (initial) => act(async () => root.render(<Composer initial={initial} />));
  await visit("", FRESH);
  return () => act(async () => root.unmount());
});

test("a link to another draft shows that draft, though the composer is open already", async () => {
  await write({ name: "Mine" });
  await visit("?type=latency_above&name=API+slow", SLOW);
  expect(shown.draft.name).toBe("API slow");
});

test("the same link begins again after a change, for which Next keeps the page it has", async () => {
  await visit("?type=latency_above&name=API+slow", SLOW);
  await write({ name: "Mine" });
  await visit("?type=latency_above&name=API+slow", SLOW);
  expect(shown.draft.name).toBe("API slow");
});

test("Back shows the draft as it was left", async () => {
  await write({ name: "Mine" });
  const before = location.search;
  await visit("?type=latency_above&name=API+slow", SLOW);
  await visit(before, FRESH);
  expect(shown.draft.name).toBe("Mine");
});

test("a page made anew for the draft's own address takes nothing away, not even what the address leaves out", async () => {
  await write({ name: "Mine", actions: [{ target: PAGER, failover: null }] });
  await visit(location.search, named("Mine"));
  expect(shown.draft.actions).toHaveLength(1);
});

test("what is typed stays, and stands in the address", async () => {
  await write({ name: "M" });
  await write({ name: "Mi" });
  await draw(named("M"));
  expect(shown.draft.name).toBe("Mi");
  expect(new URLSearchParams(location.search).get("name")).toBe("Mi");
});
