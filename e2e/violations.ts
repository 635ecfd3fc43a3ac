import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Of WCAG 2.2 AA as far as axe can tell: none, when all is well. */
export async function violations(page: Page): Promise<string[]> {
  return await found(
    page,
    new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]),
  );
}

/** Only of those rules that colours decide: what another theme can break. */
export async function violationsOfColour(page: Page): Promise<string[]> {
  return await found(page, new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]));
}

async function found(page: Page, axe: AxeBuilder): Promise<string[]> {
  const { violations: broken } = await axe.analyze();
  return broken.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.target).join(", ")}`);
}
