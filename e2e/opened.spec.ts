import type { Locator, Page } from "@playwright/test";
import { expect, OWNER, signInAs, test } from "./fixtures.ts";
import { NOBODY, openScreen, SCREENS } from "./screens.ts";
import { violations, violationsOfColour } from "./violations.ts";

/** Of a table's hundred menus one is enough: those of a screen whose names begin alike count once. */
async function openers(page: Page): Promise<Locator[]> {
  const all = await page.locator("[aria-haspopup=dialog]:visible:enabled").all();
  const alike = new Map<string, Locator>();
  for (const opener of all) {
    const name = (await opener.getAttribute("aria-label")) ?? (await opener.textContent()) ?? "";
    const key = name
      .trim()
      .split(/[\s:]+/)
      .slice(0, 2)
      .join(" ");
    if (!alike.has(key)) alike.set(key, opener);
  }
  return [...alike.values()];
}

for (const [person, screens] of Object.entries(SCREENS)) {
  if (person === NOBODY) continue;
  test(`whatever opens over a screen holds, and Escape leads back, for ${person}`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await signInAs(page, person);
    // What several screens have in common is looked at once.
    const seen = new Set<string>();
    for (const [route, path] of screens) {
      if (route === "/design") continue;
      await openScreen(page, path);
      for (const opener of await openers(page)) {
        const name = (await opener.getAttribute("aria-label")) ?? (await opener.textContent()) ?? "";
        if (seen.has(name)) continue;
        seen.add(name);
        await opener.click();
        const layer = page.getByRole("dialog");
        await expect(layer, `${page.url()}: ${name}`).toBeVisible();
        await expect(layer.locator("[aria-busy=true]")).toHaveCount(0);
        await holdsInBothThemes(page, "[role=dialog]");
        await page.keyboard.press("Escape");
        await expect(layer, `${page.url()}: ${name}`).toBeHidden();
        await expect(opener, `${page.url()}: ${name}`).toBeFocused();
      }
    }
  });
}

test("an open request holds, and so do the cards that keys open", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signInAs(page, OWNER);
  await openScreen(page, "/channels/brightbulb/logs?range=24h&q=is%3Afailed");
  await page.getByRole("table", { name: "Requests" }).getByRole("link").first().click();
  await expect(page.getByRole("complementary", { name: "Request" }).getByText(/^Fault: /)).toBeVisible();
  await holdsInBothThemes(page);
  for (const keys of ["?", "Control+k"]) {
    await page.keyboard.press(keys);
    await expect(page.getByRole("dialog")).toBeVisible();
    await holdsInBothThemes(page, "[role=dialog]");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
});

async function holdsInBothThemes(page: Page, within?: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await violations(page, within)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await violationsOfColour(page, within)).toEqual([]);
}
