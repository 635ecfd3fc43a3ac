import { readFile } from "node:fs/promises";
import { choose, expect, OWNER, SUPPORT, signInAs, test } from "../fixtures.ts";
import { seededIncident } from "../seeded-incident.ts";
import { violations } from "../violations.ts";

const LIST = "/channels/brightbulb/incidents";

test("an owner finds an open incident, takes it on, tells support, and exports who is affected", async ({
  page,
}) => {
  const number = seededIncident("brightbulb", "open");
  await signInAs(page, OWNER);
  await page.goto("/channels/brightbulb/health?range=1h");
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: /^Incidents/ })
    .click();
  await expect(page.getByRole("img", { name: /^Uptime per day/ })).toBeVisible();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page).toHaveURL(/open=true/);
  const row = page
    .getByRole("table", { name: "Incidents" })
    .getByRole("row", { name: new RegExp(`#${number} `) });
  await expect(row).toContainText("Firing");
  await row.getByRole("link").click();

  await expect(page).toHaveURL(`${LIST}/${number}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("actions fail with HTTP 503");
  const timeline = page.getByRole("list", { name: "Timeline" });
  await expect(timeline).toContainText("answered 503, tried again after 5 s, delivered");
  await expect(timeline).toContainText("200 in 212 ms");

  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("Acknowledged", { exact: true })).toBeVisible();
  await expect(timeline).toContainText(`Acknowledged by ${OWNER}`);
  await expect(page.getByRole("button", { name: "Acknowledge" })).toHaveCount(0);

  await page.getByLabel("Add a note for both sides").fill("Bad deploy of the room hub, rolling back.");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(timeline).toContainText(`${OWNER} (`);
  await expect(timeline).toContainText("“Bad deploy of the room hub, rolling back.”");

  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Affected users as CSV" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`brightbulb-incident-${number}-affected.csv`);
  expect(await readFile(await file.path(), "utf8")).toMatch(/^user_id,failures,recipe_ids\r\n/);

  await page.getByRole("link", { name: /^See the/ }).click();
  await expect(page).toHaveURL(/\/logs\?from=.*&to=.*&q=/);
  await expect(page.getByRole("table", { name: "Requests" })).toBeVisible();
});

test("support sees the same incident, and answers in the same place", async ({ page }) => {
  const number = seededIncident("brightbulb", "recovered");
  await signInAs(page, SUPPORT);
  await page.goto(`${LIST}/${number}`);
  await expect(page.getByText("Recovered", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Acknowledge" })).toHaveCount(0);
  await page.getByLabel("Add a note for both sides").fill("14 tickets linked.");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("(support): “14 tickets linked.”");
  await page.goto("/channels/brightbulb/health?range=1h");
  await expect(
    page
      .getByRole("main")
      .getByRole("link", { name: `#${number}`, exact: true })
      .first(),
  ).toBeVisible();
});

test("an owner plans a downtime and takes it back", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(LIST);
  const panel = page.getByRole("region", { name: "Planned downtime" });
  const withdraws = panel.getByRole("button", { name: "Withdraw the planned downtime" });
  await panel.getByLabel("Note").fill("New database");
  await panel.getByRole("button", { name: "Plan downtime" }).click();
  await expect(panel.getByText(/New database/)).toBeVisible();
  await withdraws.first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(withdraws).toHaveCount(0);
});

test("the list is narrowed to one Recipe, and the history is a table too", async ({ page }) => {
  seededIncident("brightbulb", "recovered");
  await signInAs(page, OWNER);
  await page.goto(LIST);
  await choose(page, "Since", "Last 7 days");
  await expect(page).toHaveURL(/range=7d/);
  await page.getByRole("button", { name: "Show as table" }).click();
  const days = page.getByRole("region", { name: "Uptime per day" });
  await expect(days.getByRole("row")).toHaveCount(91);
});

for (const theme of ["light", "dark"] as const) {
  test(`an incident's page has no violation in the ${theme} theme`, async ({ page }) => {
    const number = seededIncident("brightbulb", "open");
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await signInAs(page, OWNER);
    for (const path of [`${LIST}/${number}`, LIST]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("main").locator("[aria-busy=true]")).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
    }
  });
}
