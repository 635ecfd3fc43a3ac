import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Of WCAG 2.2 AA as far as axe can tell, on the page or in one part of it: none, when all is well. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  const axe = axeOf(page, within).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  return await found(page, axe);
}

/** Only of those rules that colours decide: what another theme can break. */
export async function violationsOfColour(page: Page, within?: string): Promise<string[]> {
  return await found(page, axeOf(page, within).withRules(["color-contrast", "link-in-text-block"]));
}

/** In the page itself: no screen has frames, for which axe would gather what it found in a second, empty page. */
function axeOf(page: Page, within: string | undefined): AxeBuilder {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  return within === undefined ? axe : axe.include(within);
}

async function found(page: Page, axe: AxeBuilder): Promise<string[]> {
  const { violations: broken } = await axe.analyze();
  return broken.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.target).join(", ")}`);
}
