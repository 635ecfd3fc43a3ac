import { expect, SUPPORT, signInAs, test } from "../fixtures.ts";

test("Ctrl K goes to a Channel, a screen and an action without the mouse", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto("/channels?range=24h");
  await page.waitForLoadState("networkidle");
  const palette = page.getByRole("dialog", { name: "Search or jump to" });

  await page.keyboard.press("Control+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("weatherly");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/channels\/weatherly\/health\?range=24h/);
  await expect(palette).toBeHidden();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("logs");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/channels\/weatherly\/logs\?range=24h/);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("colours: dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("connection reset");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=%22connection(\+|%20)reset%22/);

  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});
