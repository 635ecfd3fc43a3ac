import type { Page } from "@playwright/test";
import { expect, OWNER, SUPPORT, signInAs, test } from "../fixtures.ts";
import { violations, violationsOfColour } from "../violations.ts";

const SCREENS: Record<string, string[]> = {
  [OWNER]: [
    "/channels?range=24h",
    "/channels/brightbulb/health?range=24h",
    "/channels/brightbulb/logs?range=24h",
    "/channels/brightbulb/logs?range=24h&q=is%3Afailed%20stat%3A503",
    "/channels/brightbulb/alerts",
    "/channels/brightbulb/alerts/new",
    "/channels/brightbulb/incidents",
    "/channels/brightbulb/settings",
    "/channels/brightbulb/settings/destinations",
    "/channels/brightbulb/settings/audit",
  ],
  [SUPPORT]: [
    "/support",
    "/support?q=bright",
    "/support?q=usr_418200",
    "/support/recipes/r_30031?range=24h",
    "/support/unregistered",
    "/pipeline",
    "/pipeline/jobs",
    "/reports",
    "/reports?measure=requests&by=channel&days=28",
  ],
};

/** WCAG 2.2 AA as far as axe can tell, on every main screen and in both themes. */
for (const [person, screens] of Object.entries(SCREENS)) {
  test(`no violation in either theme, for ${person}`, async ({ page }) => {
    test.setTimeout(360_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await signInAs(page, person);
    for (const screen of screens) {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(screen);
      await expect(page.getByRole("main").locator("[aria-busy=true]")).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
      const light = await background(page);
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await expect.poll(() => background(page)).not.toBe(light);
      expect(await violationsOfColour(page)).toEqual([]);
    }
  });
}

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
