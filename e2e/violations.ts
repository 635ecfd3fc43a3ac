import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Of WCAG 2.2 AA as far as axe can tell: none, when all is well. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return found.violations.map(
    ({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.target).join(", ")}`,
  );
}
