import { describe, expect, it } from "vitest";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import type { RecipeView } from "#lib/alerts/views.ts";
import { draftOf, requestOf, switchType } from "./draft.ts";

const DEFAULTS = usualTriggers();

/** A Recipe on the error rate over five minutes, as the API tells of it: always with a number. */
const recipe = (recover_minutes: number): RecipeView => ({
  id: "a-recipe",
  channel: "alpha",
  name: "API errors",
  trigger: DEFAULTS.error_rate_above,
  condition: "the error rate is above 5 %, over 5 minutes",
  actions: [],
  enabled: true,
  recommended: false,
  muted_until: null,
  schedule: null,
  remind_every_minutes: null,
  recover_minutes,
  state: {
    name: "ok",
    since: 0,
    value: 0,
    threshold: 5,
    unit: "percent",
    error: null,
    evaluated_to: 0,
  },
  open_incident: null,
  last_fired_at: null,
  created_at: 0,
  updated_at: 0,
});

describe("after how long a Recipe recovers", () => {
  it("is the usual time of its trigger where the Recipe has just that", () => {
    expect(draftOf(recipe(5)).recover_minutes).toBeNull();
    expect(draftOf(recipe(30)).recover_minutes).toBe(30);
  });

  it("is the usual time again once the chip that said another is taken away", () => {
    const draft = { ...draftOf(recipe(30)), recover_minutes: null };
    expect(requestOf(draft)).toMatchObject({ recover_minutes: 5 });
  });

  it("becomes the usual time of another trigger, unless somebody chose it", () => {
    const switched = (minutes: number) => {
      const draft = draftOf(recipe(minutes));
      return requestOf({ ...draft, trigger: switchType(draft.trigger, "unusual", DEFAULTS) });
    };
    expect(switched(5)).toMatchObject({ trigger: { type: "unusual" }, recover_minutes: 60 });
    expect(switched(30)).toMatchObject({ recover_minutes: 30 });
  });
});
