import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { IncidentsScreen } from "./incidents-screen.tsx";

const NOON = Date.parse("2026-03-02T12:00:00Z");
const MINUTE = 60_000;
const clock = { now: NOON };

/** The page was rendered at noon and is shown since. */
vi.mock("#components/data/use-now.ts", () => ({ useNow: () => clock.now }));
/** It asks for a router. */
vi.mock("./incidents-filter.tsx", () => ({ IncidentsFilter: () => null }));

const nothing = async () => ({ status: "idle" }) as const;

/** The page with one plan, from five past twelve to ten past. */
function shownAt(now: number) {
  clock.now = now;
  const plan = {
    id: "a-plan",
    endpoint: null,
    starts_at: NOON + 5 * MINUTE,
    ends_at: NOON + 10 * MINUTE,
    note: "Upgrade",
    created_by: null,
  };
  const markup = renderToStaticMarkup(
    <IncidentsScreen
      slug="alpha"
      incidents={[]}
      more={false}
      recipes={[]}
      downtimes={[plan]}
      endpoints={[]}
      history={null}
      search={{ open: false, recipe: null, range: "30d" }}
      renderedAt={NOON}
      error={null}
      retrying={false}
      onRetry={() => undefined}
      actions={{ plan: nothing, cancel: nothing }}
    />,
  );
  return { words: markup.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " "), markup };
}

test("a plan that begins while it is shown is said to be now", () => {
  expect(shownAt(NOON).words).toContain("Withdraw");
  const { words } = shownAt(NOON + 6 * MINUTE);
  expect(words).toMatch(/5 min now all of the Channel · Upgrade/);
  expect(words).toContain("End now");
});

test("one that is over is no longer shown", () => {
  expect(shownAt(NOON + 10 * MINUTE).words).not.toContain("Upgrade");
});

test("what the form proposes stays while somebody fills it in", () => {
  const proposed = (now: number) => /name="starts_at"[^>]*value="([^"]*)"/.exec(shownAt(now).markup)?.[1];
  expect(proposed(NOON)).toBe("2026-03-02T12:00");
  expect(proposed(NOON + 61 * MINUTE)).toBe(proposed(NOON));
});
