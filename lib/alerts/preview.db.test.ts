import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AlertWorld, CHANNEL, clockTime, openAlertWorld } from "../testing/alert-world.ts";
import { person } from "../testing/reading.ts";
import { backtest } from "./backtest/backtest.ts";
import { previewMessage } from "./preview.ts";
import { triggerInput } from "./trigger.ts";

describe("the preview of a message", () => {
  let world: AlertWorld;
  beforeAll(async () => {
    world = await openAlertWorld();
    await world.traffic({ from: "08:00", to: "09:00", perMinute: 30 });
    await world.traffic({ from: "09:00", to: "09:30", perMinute: 30, failEvery: 2 });
    await world.traffic({ from: "09:30", to: "10:00", perMinute: 30 });
  });
  afterAll(() => world.close());

  const trigger = triggerInput.parse({ type: "error_rate_above", percent: 20 });
  const viewer = person([CHANNEL]);
  const preview = (firing: Parameters<typeof previewMessage>[3]["firing"], who = viewer) =>
    previewMessage(
      { ...world, origin: "https://scope.example" },
      who,
      CHANNEL,
      { name: "API errors", trigger, firing },
      clockTime("10:00"),
    );

  it("says what the last firing would have said, in each kind's own form", async () => {
    const range = { from: clockTime("08:00"), to: clockTime("10:00") };
    const { firings } = await backtest(world, viewer, CHANNEL, { trigger }, range);
    const { words, sms, webhook } = await preview(firings[0] ?? null);
    expect(words.subject).toMatch(/^\[Firing\] .*: .*% of .* fail/);
    expect(words.lead).toBe("Alert Recipe “API errors”: the error rate is above 20\u202f%, over 5 minutes.");
    expect(words.facts.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["Measured", "Since", "Failed", "Affected"]),
    );
    expect(words.topError).not.toBeNull();
    expect(sms).toContain(words.title.slice(0, 20).replaceAll("\u202f", " "));
    expect(JSON.parse(webhook)).toMatchObject({
      type: "alert.firing",
      data: { recipe_name: "API errors", channel: CHANNEL, threshold: 20 },
    });
  });

  it("counts refusals that met everybody, as the alert itself would", async () => {
    const as = { status_code: 401 };
    await world.traffic({ from: "10:30", to: "10:40", perMinute: 30, failEvery: 1, as });
    const range = { from: clockTime("10:00"), to: clockTime("10:40") };
    const { firings } = await backtest(world, viewer, CHANNEL, { trigger }, range);
    const { words, webhook } = await preview(firings[0] ?? null);
    expect(words.title).toBe("100\u202f% of requests fail: HTTP 401");
    expect(JSON.parse(webhook).data).toMatchObject({ value: 100, top_error: { label: "401" } });
  });

  it("has no figures where nothing fired", async () => {
    const { words } = await preview(null);
    expect(words.title).toBe("The error rate is above 20\u202f%, over 5 minutes");
    expect(words.facts.map(({ label }) => label)).toEqual(["Since"]);
  });

  it("is of Channels in sight only", async () => {
    await expect(preview(null, person(["another"]))).rejects.toMatchObject({ code: "not_found" });
  });
});
