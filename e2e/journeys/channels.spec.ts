import type { Page } from "@playwright/test";
import { expect, SUPPORT, signInAs, test } from "../fixtures.ts";

const CHANNELS = "/channels?range=3h";
const names = (page: Page) => page.getByRole("table").getByRole("link").allTextContents();

test("a pin keeps a Channel on top, here and in the switcher, until it is taken off", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto(CHANNELS);
  await expect(page.getByRole("table")).toBeVisible();
  const last = (await names(page)).at(-1) ?? "";
  const saved = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByRole("button", { name: `Pin ${last} to the top` }).click();
  await expect(page.getByRole("table").getByRole("link").first()).toHaveText(last);

  await saved;
  await page.reload();
  await expect(page.getByRole("table").getByRole("link").first()).toHaveText(last);
  await page.getByRole("button", { name: "Choose a Channel" }).click();
  const switcher = page.getByRole("dialog", { name: "Channels" });
  await expect(switcher.getByRole("listitem").first()).toContainText(last);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: `Unpin ${last}` }).click();
  await expect(page.getByRole("button", { name: `Pin ${last} to the top` })).toBeVisible();
});

test("finding and filtering are in the address, and a colleague sees the same", async ({ page, context }) => {
  await signInAs(page, SUPPORT);
  await page.goto(CHANNELS);
  await page.getByRole("searchbox", { name: "Find a Channel" }).fill("bright");
  await expect(page).toHaveURL(/range=3h.*find=bright/);
  await expect(page.getByRole("table").getByRole("link")).toHaveText(["Brightbulb"]);
  const fresh = await context.newPage();
  await fresh.goto(page.url());
  await expect(fresh.getByRole("table").getByRole("link")).toHaveText(["Brightbulb"]);
});

test("of 500 Channels a few rows are in the page at a time, and the last is there", async ({ page }) => {
  await page.route("**/api/v1/channels?*", async (route) => {
    const answer = (await (await route.fetch()).json()) as { data: { slug: string; name: string }[] };
    const many = Array.from({ length: 500 }, (_, place) => ({
      ...answer.data[place % answer.data.length],
      slug: `many-${place}`,
      name: `Many ${place}`,
    }));
    await route.fulfill({ json: { ...answer, data: many } });
  });
  await signInAs(page, SUPPORT);
  await page.goto(CHANNELS);
  await expect(page.getByRole("link", { name: /^Many / }).first()).toBeVisible();
  expect(await page.getByRole("table").getByRole("row").count()).toBeLessThan(80);

  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(page.locator("tr[aria-rowindex='501']")).toBeVisible();
  expect(await page.getByRole("table").getByRole("row").count()).toBeLessThan(80);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("says when the browser is offline, and goes on once it is back", async ({ page, context }) => {
  await signInAs(page, SUPPORT);
  await page.goto(CHANNELS);
  await expect(page.getByRole("table")).toBeVisible();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await expect(page.getByRole("table")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("You are offline.")).toBeHidden();
});
