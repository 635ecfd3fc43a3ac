import { expect, OWNER, signInAs, test } from "./fixtures.ts";
import { violations } from "./violations.ts";

/** Every piece in every state, once: they are the same on every store. */
for (const theme of ["light", "dark"] as const) {
  test(`no violation of any piece in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await signInAs(page, OWNER);
    await page.goto("/design");
    await page.waitForLoadState("networkidle");
    expect(await violations(page)).toEqual([]);
  });
}
