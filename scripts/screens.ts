import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { findChromium } from "./test/chromium.ts";

const HELP = `npm run screens [-- URL]   pictures of the running demo's screens into docs/screens (default http://localhost:3000)`;

/** By who looks at them. */
const SCREENS: Record<string, Record<string, string>> = {
  "Mira Kovač": {
    health: "/channels/brightbulb/health?range=3h",
    logs: "/channels/brightbulb/logs?range=3h&q=is%3Afailed",
    usage: "/channels/brightbulb/usage",
    alert: "/channels/brightbulb/alerts/new",
    incident: "/channels/brightbulb/incidents/1",
    settings: "/channels/brightbulb/settings",
  },
  "Sena Yıldız": {
    channels: "/channels?range=3h",
    support: "/support/recipes/r_30031?range=24h",
    pipeline: "/pipeline",
    jobs: "/pipeline/jobs",
    reports: "/reports?measure=people&step=week&by=property%3Aexperiment_onboarding&days=90",
  },
};
/** Those with charts, which come last. */
const CHARTED = ["health", "usage", "incident", "reports"];

/** WebP is a third of PNG; the browser makes it itself. */
async function picture(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 82 });
  await writeFile(file, Buffer.from(data, "base64"));
}

/** Until all that is to be seen is there; of Logs with a request open. */
async function open(page: Page, name: string, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  if (name === "logs") {
    await page.getByRole("table", { name: "Requests" }).getByRole("link").first().click();
    await page.getByText(/^Fault: /).waitFor();
  }
  if (CHARTED.includes(name)) await page.locator(".recharts-surface").first().waitFor();
  await page.waitForLoadState("networkidle");
}

async function main(args: string[]): Promise<void> {
  if (args.includes("--help")) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const origin = args[0] ?? "http://localhost:3000";
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    chromiumSandbox: false,
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  try {
    for (const theme of ["light", "dark"] as const)
      for (const [person, screens] of Object.entries(SCREENS)) {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
        await page.goto(`${origin}/sign-in`);
        await page.getByRole("button", { name: `Sign in as ${person}` }).click();
        await page.getByRole("navigation", { name: "Main" }).waitFor();
        const suffix = theme === "dark" ? "-dark" : "";
        for (const [name, path] of Object.entries(screens)) {
          await open(page, name, origin + path);
          await picture(page, join(import.meta.dirname, "..", "docs", "screens", `${name}${suffix}.webp`));
        }
        await page.close();
      }
  } finally {
    await browser.close();
  }
}

await main(process.argv.slice(2));
