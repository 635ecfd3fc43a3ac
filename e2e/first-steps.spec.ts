import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Locator } from "@playwright/test";
import { findingsOf, NOTHING } from "./findings.ts";
import { choose, expect, test } from "./fixtures.ts";
import { watchTiming } from "./page-timing.ts";

const run = promisify(execFile);

/** A command of the operator, on the installation under test; answers what it printed. */
async function command(baseURL: string, args: string[]): Promise<string> {
  const environment = {
    ...process.env,
    DATA_DIR: process.env.E2E_DATA_DIR,
    PORT: new URL(baseURL).port,
    DEMO: "off",
  };
  const { stdout } = await run("npm", ["run", "-s", ...args], { env: environment });
  return stdout.trim();
}

/** What a code block on the page says. */
async function textOf(code: Locator): Promise<string> {
  return (await code.textContent()) ?? "";
}

test.use({ refusals: [/^404 \/design$/] });

/** What a Channel's owner sees before its first event. */
const EMPTY = ["health", "logs", "usage", "alerts", "alerts/new", "incidents", "settings/destinations"];

/** With `DEMO=off` and nobody there: from an empty installation to a first event in Logs. */
test("first admin, Partner, Channel, owner, key, and the shown curl's event in Logs", async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  await page.goto("/sign-in");
  await expect(page.getByText("npm run -s admin -- create")).toBeVisible();

  await page.goto(await command(origin, ["admin", "--", "create", "ada@company.example"]));
  await page.getByLabel("New password").fill("correct horse battery");
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();

  // Built for production, without a word about it: there is no such page.
  expect((await page.goto("/design"))?.status()).toBe(404);
  await page.goto("/admin");
  await page.getByLabel("Company").fill("Acme");
  await page.getByRole("button", { name: "Register Partner" }).click();
  await choose(page, "Partner", "Acme");
  await page.getByLabel("Name", { exact: true }).fill("Acme Lights");
  await page.getByLabel("Slug").fill("acme-lights");
  await page.getByRole("button", { name: "Register Channel" }).click();
  await expect(page.getByText("acme-lights is registered")).toBeVisible();

  await page.getByLabel("E-mail").fill("olga@acme.example");
  await page.getByRole("button", { name: "Invite owner" }).click();
  const link = await textOf(page.getByRole("status").locator("code").filter({ hasText: "/invitation" }));

  const owner = await (await browser.newContext()).newPage();
  await owner.goto(link);
  await owner.getByLabel("Your name").fill("Olga");
  await owner.getByLabel("New password").fill("another long password");
  await owner.getByRole("button", { name: "Join" }).click();
  await expect(owner.getByRole("navigation", { name: "Main" })).toBeVisible();

  await watchTiming(owner);
  for (const screen of EMPTY) {
    const { address, findings } = await findingsOf(owner, `/channels/acme-lights/${screen}`);
    expect(findings, address).toEqual(NOTHING);
  }
  await owner.setViewportSize({ width: 1440, height: 900 });
  await owner.goto("/channels/acme-lights/settings");
  await owner.getByLabel("Name", { exact: true }).fill("platform workers");
  await owner.getByRole("button", { name: "Create key" }).click();
  const curl = await textOf(owner.locator("code").filter({ hasText: "curl" }).filter({ hasText: "csk_" }));
  const { stdout } = await run("bash", ["-c", curl]);
  expect(JSON.parse(stdout)).toMatchObject({ data: { accepted: 1, rejected: 0 } });

  await owner.goto("/channels/acme-lights/logs?range=1h");
  const rows = owner.getByRole("table", { name: "Requests" }).getByRole("link");
  await expect(async () => {
    await owner.reload();
    await expect(rows).toHaveCount(1, { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
});

test("a command with bad input says what is wrong in one line and fails", async ({ baseURL }) => {
  const failing = command(baseURL ?? "", ["api-key", "--", "create", "--channel", "no-such-channel"]);
  await expect(failing).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/no-such-channel/) });
});
