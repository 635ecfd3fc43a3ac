import { ANALYST, expect, type Page, SUPPORT, signInAs, test } from "../fixtures.ts";

const paletteOf = (page: Page) => page.getByRole("dialog", { name: "Search or jump to" });

/** Opens the palette, types, and takes what comes first: an option of that name. */
async function choose(page: Page, text: string, first: string | RegExp): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(paletteOf(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type(text);
  await expect(paletteOf(page).getByRole("option", { selected: true })).toHaveText(first);
  await page.keyboard.press("Enter");
  await expect(paletteOf(page)).toBeHidden();
}

test("Ctrl K goes to a Channel, a screen and an action without the mouse", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto("/channels?range=24h");
  await page.waitForLoadState("networkidle");

  await choose(page, "weatherly", /Weatherly/);
  await expect(page).toHaveURL(/\/channels\/weatherly\/health\?range=24h/);

  await choose(page, "logs", "Logs");
  await expect(page).toHaveURL(/\/channels\/weatherly\/logs\?range=24h/);

  await choose(page, "colours: dark", /dark/i);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await choose(page, "connection reset", /connection reset/);
  await expect(page).toHaveURL(/q=%22connection(\+|%20)reset%22/);

  await page.keyboard.press("Control+k");
  await expect(paletteOf(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(paletteOf(page)).toBeHidden();
});

test("an analyst is led to Usage: from the list of Channels, and by Ctrl K", async ({ page }) => {
  await signInAs(page, ANALYST);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: /^Usage of \d+ Channels$/ })).toBeVisible();
  await page.getByRole("region", { name: "Channels" }).getByRole("link", { name: "Weatherly" }).click();
  await expect(page).toHaveURL(/\/channels\/weatherly\/usage/);
  await page.waitForLoadState("networkidle");

  await choose(page, "brightbulb", /Brightbulb/);
  await expect(page).toHaveURL(/\/channels\/brightbulb\/usage/);

  await page.keyboard.press("Control+k");
  await expect(paletteOf(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type("connection reset");
  await expect(paletteOf(page).getByText("Nothing of that name.")).toBeVisible();
});
