import { setTimeout as delay } from "node:timers/promises";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { SetupError } from "#lib/setup-error.ts";
import { freePort } from "../../stack/ports.ts";
import { findChromium } from "../../test/chromium.ts";
import { startProduct } from "../../test/product.ts";
import type { Scenario } from "../types.ts";

const MINUTE = 60_000;
/** Charts, fonts and the first answers' caches are there by then. */
const WARM_UP_MS = 2 * MINUTE;
/** What a garbage collector may leave, and no more. */
const MOST_GROWTH_MIB = 10;

/** JavaScript's live heap, after a collection. */
async function heapMiB(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return Math.round((usedSize / 2 ** 20) * 10) / 10;
}

async function openHealth(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole("button", { name: "Sign in as Sena Yıldız" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await page.goto(`${url}/channels/brightbulb/health?range=1h`);
  await page.locator(".recharts-surface").first().waitFor();
}

const scenario: Scenario = {
  name: "open-page",
  describe: "a Health page stays open for 30 minutes, renewed all the while, and does not grow",
  async run({ environment }, size) {
    const executablePath = findChromium();
    if (executablePath === null)
      throw new SetupError("This needs a Chromium: install one, or run it elsewhere.");
    const product = await startProduct("open-page", await freePort(), { ...environment, DEMO: "on" });
    const args = ["--headless", "--no-sandbox", "--disable-gpu"];
    const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      let renewed = 0;
      page.on("response", (response) => {
        if (response.ok() && response.url().includes("/health")) renewed += 1;
      });
      await openHealth(page, product.url);
      const session = await page.context().newCDPSession(page);
      await delay(size === "full" ? WARM_UP_MS : MINUTE);
      const before = await heapMiB(session);
      renewed = 0;
      await delay(size === "full" ? 30 * MINUTE : MINUTE);
      const after = await heapMiB(session);
      const problems: string[] = [];
      if (after > before + MOST_GROWTH_MIB) problems.push(`the page grew from ${before} to ${after} MiB`);
      if (renewed === 0) problems.push("the page was not renewed");
      return { figures: { "MiB before": before, "MiB after": after, renewed }, problems };
    } finally {
      await browser.close();
      await product.stop();
    }
  },
};

export default scenario;
