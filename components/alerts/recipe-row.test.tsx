import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import type { RecipeView, TargetView, Unreachable } from "#lib/alerts/views.ts";
import { RecipeRow } from "./recipe-row.tsx";
import { urgency } from "./state.tsx";

const NOW = Date.parse("2026-03-02T12:00:00Z");

function recipe(...targets: [name: string, unreachable: Unreachable | null][]): RecipeView {
  const shown = ([name, unreachable]: (typeof targets)[number]): TargetView => ({
    id: name,
    type: "webhook",
    name,
    hint: name,
    unreachable,
  });
  return {
    id: "a-recipe",
    channel: "alpha",
    name: "API errors",
    trigger: usualTriggers().down,
    condition: "no request succeeds, over 5 minutes",
    actions: targets.map((target) => ({ ...shown(target), failover: null })),
    enabled: true,
    recommended: false,
    muted_until: null,
    schedule: null,
    remind_every_minutes: null,
    recover_minutes: 5,
    state: {
      name: "ok",
      since: NOW,
      value: 0,
      threshold: 100,
      unit: "percent",
      error: null,
      evaluated_to: NOW,
    },
    open_incident: null,
    last_fired_at: null,
    created_at: NOW,
    updated_at: NOW,
  };
}

/** What stands on the row, without its elements. */
function wordsOn(shown: RecipeView, mayWrite = true): string {
  const row = <RecipeRow channel="alpha" recipe={shown} mayWrite={mayWrite} onChanged={() => undefined} />;
  return renderToStaticMarkup(row)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

test("a Recipe that tells somebody is not flagged", () => {
  expect(wordsOn(recipe(["ops", null]))).not.toMatch(/nobody|switched off|confirmed/);
});

test("one without a destination says so, and where to choose one", () => {
  const words = wordsOn(recipe());
  expect(words).toContain("reaches nobody");
  expect(words).toContain("It has no destination. Choose one");
});

test("one whose destinations are dead says why, and stands before those that are well", () => {
  const dead = recipe(["ops", "switched_off"], ["mail", "unconfirmed"]);
  expect(wordsOn(dead)).toContain("reaches nobody");
  expect(wordsOn(dead)).toContain("ops is switched off. mail has not confirmed yet. See destinations");
  expect(urgency(dead)).toBeLessThan(urgency(recipe(["ops", null])));
});

test("one that still tells somebody names those it does not", () => {
  const words = wordsOn(recipe(["ops", null], ["pager", "switched_off"]), false);
  expect(words).toContain("pager is switched off.");
  expect(words).not.toMatch(/reaches nobody|See destinations/);
});
