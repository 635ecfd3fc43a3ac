import { choose, expect, OWNER, SUPPORT, signInAs, test } from "../fixtures.ts";

const SETTINGS = "/channels/plugpoint/settings";

test("an owner's changes stand in the audit trail, which is narrowed by what they were about", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  await page.goto(SETTINGS);
  const zone = page.getByRole("combobox", { name: "Time zone" });
  const other = (await zone.inputValue()) === "Asia/Tokyo" ? "Europe/Berlin" : "Asia/Tokyo";
  await zone.fill(other);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.getByLabel("Name", { exact: true }).fill("audited key");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("Your new key")).toBeVisible();

  await page.getByRole("link", { name: "Audit trail" }).click();
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await expect(entries.first()).toContainText(`${OWNER} made the key audited key (events:write)`);
  await choose(page, "What", "The Channel itself");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/what=channel/);
  await expect(entries.first()).toContainText(`changed the time zone from`);
  await expect(entries.filter({ hasText: "audited key" })).toHaveCount(0);
});

test("the last owner stays one", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(SETTINGS);
  await page.getByRole("button", { name: "Make member: mira@brightbulb.example" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make member" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The last owner must stay one");
});

test("support views as a partner: one Channel, read-only, under a banner and in the audit trail", async ({
  page,
}) => {
  await signInAs(page, SUPPORT);
  await page.goto("/support");
  await choose(page, "Channel", "Plugpoint");
  await page.getByLabel("Reason").fill("ticket 4711");
  await page.getByRole("button", { name: "View as partner" }).click();

  const banner = page.getByRole("region", { name: "Viewing as partner" });
  await expect(banner).toContainText("Plugpoint");
  await expect(page).toHaveURL(/\/channels\/plugpoint\/health/);
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByRole("link", { name: "Support" })).toHaveCount(0);
  expect((await page.request.get("/api/v1/channels/snapbox/health?range=1h")).status()).toBe(404);
  expect((await page.request.get("/pipeline")).status()).toBe(404);
  expect((await page.request.post("/api/v1/events", { data: [{}] })).status()).toBe(403);
  await page.goto(SETTINGS);
  await expect(page.getByText("You only read here")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create key" })).toHaveCount(0);

  await banner.getByRole("button", { name: "Stop" }).click();
  await expect(banner).toBeHidden();
  await page.goto(`${SETTINGS}/audit?what=partner_view`);
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await expect(entries.nth(0)).toContainText("stopped viewing as partner");
  await expect(entries.nth(1)).toContainText("began to view as partner, for an hour at most: ticket 4711");
});
