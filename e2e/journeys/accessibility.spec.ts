import AxeBuilder from "@axe-core/playwright";
import { expect, OWNER, signInAs, test } from "../fixtures.ts";

const SCREENS = [
  "/channels?range=24h",
  "/channels/brightbulb/health?range=24h",
  "/channels/brightbulb/logs?range=24h",
  "/channels/brightbulb/settings",
  "/design",
];

/** WCAG 2.2 AA as far as axe can tell, on every main screen and in both themes. */
for (const theme of ["light", "dark"] as const) {
  test(`no violation in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await signInAs(page, OWNER);
    for (const screen of SCREENS) {
      await page.goto(screen);
      await expect(page.getByRole("main").locator("[aria-busy=true]")).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      const found = violations.map(
        ({ id, nodes }) => `${screen} ${id}: ${nodes.map((node) => node.target).join(", ")}`,
      );
      expect(found).toEqual([]);
    }
  });
}
