import type { Locator } from "@playwright/test";
import { expect, OWNER, type Page, signInAs, test } from "../fixtures.ts";

const MOST_STOPS = 120;

/** Presses Tab until this has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not come to it within ${MOST_STOPS} stops`);
}

test("keys alone lead from the worst Channel to an error, its request, and a link to it", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs(page, OWNER);
  await page.goto("/channels?range=24h");
  await tabTo(page, page.getByRole("table").getByRole("link", { name: "Brightbulb" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/channels\/brightbulb\/health/);
  const errors = page.getByRole("region", { name: "Errors" });
  await tabTo(page, errors.getByRole("link", { name: "send_message" }).first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/logs\?.*q=/);

  const rows = page.getByRole("table", { name: "Requests" }).getByRole("link");
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  const drawer = page.getByRole("complementary", { name: "Request" });
  await expect(drawer.getByRole("heading", { name: "send_message" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(drawer.getByRole("button", { name: "Previous request (k)" })).toBeFocused();
  await tabTo(page, drawer.getByRole("button", { name: "Copy link" }));
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
});

test("on a narrow screen an open request is all there is to reach, and closing it leads back to its row", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/channels/brightbulb/logs?range=24h");
  const rows = page.getByRole("table", { name: "Requests" }).getByRole("link");
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press("j");
  const drawer = page.getByRole("complementary", { name: "Request" });
  await expect(drawer.getByRole("button", { name: "Copy as cURL" })).toBeVisible();
  await expect(drawer).toBeFocused();
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused?.closest("main") == null || focused.closest("aside") !== null;
    });
    expect(where, "the focus is nowhere under the drawer").toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(rows.first()).toBeFocused();
});
