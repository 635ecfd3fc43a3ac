import { ADMIN, expect, OWNER, signInAs, test } from "../fixtures.ts";

const STATE = "(Healthy|Degraded|Down|No data)";

/** By screen, what its tab says behind state and Channel. */
const SCREENS: Record<string, string> = {
  health: "Health",
  logs: "Logs",
  usage: "Usage",
  alerts: "Alerts",
  "alerts/new": "New alert Recipe",
  incidents: "Incidents",
  settings: "Settings",
  "settings/destinations": "Destinations",
  "settings/audit": "Audit trail",
};

test("every screen of a Channel says in its tab how which Channel is, and which screen it is", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  for (const [path, name] of Object.entries(SCREENS)) {
    const answer = await page.goto(`/channels/brightbulb/${path}`);
    const title = new RegExp(`${STATE} · Brightbulb · ${name} · Channelscope`);
    expect(await answer?.text(), path).toMatch(new RegExp(`<title>${title.source}</title>`));
    await expect(page).toHaveTitle(new RegExp(`^${title.source}$`));
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
  }
});

test("who may not see a Channel does not learn its name from the tab", async ({ page }) => {
  await signInAs(page, "Tomás Rivera");
  const answer = await page.request.get("/channels/brightbulb/health");
  expect(answer.status()).toBe(404);
  const text = await answer.text();
  expect(text).not.toContain("Brightbulb");
  expect(text).toContain("<title>Not found · Channelscope</title>");
});

/** With the name of the tab. */
const WORKSPACE: Record<string, string> = {
  "/channels?range=24h": "Channels",
  "/connected-apps": "Connected apps",
  "/support": "Support",
  "/support?q=no-such-thing": "Support",
  "/support/users/u_aaaaaaaaaaaaaaaa": "User · Support",
  "/support/recipes/r_30031?range=24h": "Recipe · Support",
  "/support/unregistered": "Unregistered Channels",
  "/support/dead-letters": "Dead letters",
  "/support/demo": "Demo",
  "/pipeline": "Pipeline",
  "/pipeline/jobs": "Jobs",
  "/reports": "Reports",
  "/admin": "Admin",
};

test("every screen beside Channels has one heading of its own, and a tab that names it", async ({ page }) => {
  await signInAs(page, ADMIN);
  for (const [path, name] of Object.entries(WORKSPACE)) {
    await page.goto(path);
    await expect(page.getByRole("main").locator("[aria-busy=true]"), path).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
    await expect(page, path).toHaveTitle(`${name} · Channelscope`);
  }
});

test("the tab of a screen that stays open follows the Channel's state", async ({ page }) => {
  await signInAs(page, OWNER);
  const state = { current: "down" };
  await page.route("**/api/channels/brightbulb/present", (route) =>
    route.fulfill({
      json: {
        data: { state: state.current, receipt: { complete_to: new Date().toISOString(), behind: false } },
      },
    }),
  );
  await page.goto("/channels/brightbulb/incidents");
  await expect(page).toHaveTitle("Down · Brightbulb · Incidents · Channelscope");
  await expect(page.locator("link[rel=icon]").last()).toHaveAttribute("href", "/state/down.svg");
  state.current = "healthy";
  await expect(page).toHaveTitle("Healthy · Brightbulb · Incidents · Channelscope");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveTitle("Healthy · Brightbulb · Settings · Channelscope");
});
