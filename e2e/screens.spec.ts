import { appRoutes } from "./app-routes.ts";
import { type Findings, findingsOf, NOTHING } from "./findings.ts";
import { expect, signInAs, test } from "./fixtures.ts";
import { watchTiming } from "./page-timing.ts";
import { NOBODY, SCREENS } from "./screens.ts";

const byName = (a: string, b: string) => (a < b ? -1 : 1);

test("every page of the product is looked at", () => {
  const looked = new Set(Object.values(SCREENS).flatMap((screens) => screens.map(([route]) => route)));
  const pages = appRoutes("page.tsx").filter((route) => route !== "/");
  expect([...looked].toSorted(byName)).toEqual(pages.toSorted(byName));
});

for (const [person, screens] of Object.entries(SCREENS)) {
  test(`every screen holds in both themes and at every width, for ${person}`, async ({ page }) => {
    test.setTimeout(600_000);
    await watchTiming(page);
    // Fonts are there afterwards: what a first visit is like, `npm run bench -- screens` tells.
    if (person === NOBODY) await page.goto("/sign-in");
    else await signInAs(page, person);
    const found: Record<string, Findings> = {};
    for (const [, path] of screens) {
      const { address, findings } = await findingsOf(page, path);
      found[address] = findings;
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((address) => [address, NOTHING])));
  });
}
