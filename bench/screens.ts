import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { SetupError } from "../lib/setup-error.ts";
import { findChromium } from "../scripts/test/chromium.ts";
import { median } from "./race/standings.ts";
import { observePaints, readPaints } from "./screens/paints.ts";
import { countScripts } from "./screens/scripts.ts";
import type { Bench } from "./types.ts";

const ROUNDS = 5;
/** What all screens share runs as quickly for the first that is measured as for the last. */
const WARMING = 2;

const SCREENS: Record<string, string> = {
  Channels: "/channels?range=3h",
  Health: "/channels/brightbulb/health?range=3h",
  Logs: "/channels/brightbulb/logs?range=3h",
  Usage: "/channels/brightbulb/usage",
  Alerts: "/channels/brightbulb/alerts",
  Composer: "/channels/brightbulb/alerts/new",
  Incidents: "/channels/brightbulb/incidents",
  Settings: "/channels/brightbulb/settings",
  Destinations: "/channels/brightbulb/settings/destinations",
  Support: "/support",
  Reports: "/reports",
  Jobs: "/pipeline/jobs",
  Pipeline: "/pipeline",
};

async function signIn(browser: Browser, origin: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`).catch(() => {
    throw new SetupError(`Nothing answers at ${origin}: run npm start first, with the demo.`);
  });
  await page.getByRole("button", { name: "Sign in as Sena Yıldız" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await page.close();
  return context;
}

/** One visit with an empty cache of the browser; the server is warm. */
async function visit(context: BrowserContext, url: string) {
  const page: Page = await context.newPage();
  try {
    await observePaints(page);
    const scripts = await countScripts(page);
    const answer = await page.goto(url);
    if (answer?.status() !== 200) throw new SetupError(`${url} answers ${answer?.status()}.`);
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    await page.waitForLoadState("networkidle");
    return { ...(await readPaints(page)), ...scripts() };
  } finally {
    await page.close();
  }
}

const bench: Bench = {
  name: "screens",
  describe:
    "the running demo's screens in Chromium at 1440 px, medians of 5 visits with an empty cache (address: first argument; default http://localhost:3000)",
  async run([origin = "http://localhost:3000"]) {
    const browser = await chromium.launch({
      executablePath: findChromium() ?? undefined,
      chromiumSandbox: false,
      args: ["--headless", "--no-sandbox", "--disable-gpu"],
    });
    try {
      const context = await signIn(browser, origin);
      const rows: Record<string, string | number>[] = [];
      for (let round = 0; round < WARMING; round++)
        for (const path of Object.values(SCREENS)) await visit(context, origin + path);
      for (const [screen, path] of Object.entries(SCREENS)) {
        const visits: Awaited<ReturnType<typeof visit>>[] = [];
        for (let round = 0; round < ROUNDS; round++) visits.push(await visit(context, origin + path));
        const of = (figure: keyof (typeof visits)[number]) => median(visits.map((each) => each[figure]));
        rows.push({
          screen,
          "first paint ms": Math.round(of("firstPaint")),
          "largest paint ms": Math.round(of("largestPaint")),
          "layout shift": Number(of("layoutShift").toFixed(3)),
          "script kB before it answers": Math.round(of("before") / 1_000),
          "and after": Math.round(of("after") / 1_000),
        });
      }
      return rows;
    } finally {
      await browser.close();
    }
  },
};

export default bench;
