import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { DeadLetterPage, DeadLetterView } from "#lib/dead-letters/views.ts";
import { DeadLettersScreen } from "./dead-letters-screen.tsx";
import type { DeadLetterSearch } from "./search.ts";

const NOON = Date.parse("2026-03-02T12:00:00Z");
const ALL: DeadLetterSearch = { reason: "", channel: "", text: "" };
const ALPHAS: DeadLetterSearch = { ...ALL, channel: "alpha" };

const LETTER: DeadLetterView = {
  id: "0-1",
  at: NOON,
  reason: "not_json",
  detail: "It ends too early.",
  topic: "events",
  partition: 0,
  offset: 1,
  channel: "beta",
  bytes: 2,
  excerpt: "{",
  unsendable: null,
  retriedAt: null,
};
const FOUND: DeadLetterPage = {
  letters: [LETTER],
  matching: 1,
  looked: 1,
  lookedFrom: NOON - 1,
  lookedTo: NOON + 1,
  complete: true,
};

const nothing = async () => ({ status: "idle" }) as const;

/** All letters are read; then `next` is asked for, which is never answered unless it is the same. */
function Searches({ next }: { next: DeadLetterSearch }) {
  const [search, setSearch] = useState(ALL);
  // Called, not rendered: without a browser only what holds the state is run again.
  const screen = DeadLettersScreen({
    rangeQuery: "range=1h",
    search,
    onSearch: setSearch,
    open: null,
    onOpen: () => undefined,
    retryOne: nothing,
    retryAll: nothing,
  });
  if (search !== next) setSearch(next);
  return screen;
}

function shown(next: DeadLetterSearch) {
  const client = new QueryClient();
  client.setQueryData(["dead-letters", "range=1h"], FOUND);
  const markup = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <Searches next={next} />
    </QueryClientProvider>,
  );
  const tag = (pattern: RegExp) => pattern.exec(markup)?.[0] ?? "";
  return {
    markup,
    button: tag(/<button[^>]*>Retry all that match/),
    list: tag(/<section[^>]*aria-label="Letters"[^>]*>/),
  };
}

test("all that match can be retried once they are shown", () => {
  const { button, list } = shown(ALL);
  expect(button).not.toBe("");
  expect(button).not.toContain("disabled=");
  expect(list).toContain('aria-busy="false"');
});

test("while a new search runs, nothing that it may find is retried unseen", () => {
  const { markup, button, list } = shown(ALPHAS);
  expect(markup).toContain("It ends too early.");
  expect(button).toContain("disabled=");
  expect(list).toContain('aria-busy="true"');
});
