import { choose, expect, SUPPORT, signInAs, test } from "../fixtures.ts";

/** A fault in a partner's API is seen by whoever looks at its Channel, without a reload. */
test("an injected fault turns the Channel Degraded on an open page, and clearing it heals", async ({
  page,
  context,
}) => {
  await signInAs(page, SUPPORT);
  await page.goto("/support/demo");
  await page.getByRole("button", { name: "×10", exact: true }).click();

  const health = await context.newPage();
  await health.goto("/channels/weatherly/health?range=15m");
  await expect(health.getByRole("heading", { name: "Weatherly" })).toBeVisible();

  await choose(page, "Channel", "Weatherly");
  await choose(page, "Fault", "Errors");
  await page.getByRole("button", { name: "Inject" }).click();

  await expect(health.getByRole("region", { name: "State" })).toContainText(/Degraded|Down/, {
    timeout: 60_000,
  });
  await page.getByRole("button", { name: "Clear errors of Weatherly" }).click();
  await page.getByRole("button", { name: "×1", exact: true }).click();
  await expect(page.getByRole("button", { name: "Clear errors of Weatherly" })).toBeHidden();
});
