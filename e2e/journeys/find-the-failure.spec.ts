import { expect, OWNER, signInAs, test } from "../fixtures.ts";

/** A partner at 3 a.m.: from the worst Channel to the request that fails, and a link for a colleague. */
test("from sign-in to the failing request, and its link opened fresh", async ({ page, context }) => {
  await signInAs(page, OWNER);
  await page.goto("/channels?range=24h");
  const channels = page.getByRole("table");
  await channels.getByRole("link", { name: "Brightbulb" }).click();
  await expect(page).toHaveURL(/\/channels\/brightbulb\/health/);
  await expect(page.getByRole("heading", { name: "Brightbulb" })).toBeVisible();

  const errors = page.getByRole("region", { name: "Errors" });
  await errors.getByRole("link", { name: "send_message" }).first().click();
  await expect(page).toHaveURL(/\/logs\?.*q=/);

  const list = page.getByRole("table", { name: "Requests" });
  await list.getByRole("link").first().click();
  const drawer = page.getByRole("complementary", { name: "Request" });
  await expect(drawer.getByRole("heading", { name: "send_message" })).toBeVisible();
  await expect(drawer.getByText(/^Fault: /)).toBeVisible();
  const id = new URL(page.url()).searchParams.get("event");
  expect(id).not.toBeNull();

  const fresh = await context.newPage();
  await fresh.goto(page.url());
  await expect(fresh.getByRole("complementary", { name: "Request" }).getByText(id ?? "")).toBeVisible();
});

test("a query with a mistake says what is wrong and what was probably meant", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto("/channels/brightbulb/logs?range=24h");
  await page.getByRole("combobox", { name: "Search requests" }).fill("stat:503");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Did you mean `status`?" })).toBeVisible();
  await expect(page.getByText("This query cannot be read")).toBeVisible();
  await page.getByRole("button", { name: "Correct it" }).click();
  await expect(page.getByRole("button", { name: "Edit status:503" })).toBeVisible();
  await page.waitForLoadState("networkidle");
});

test("a facet narrows the list, and Back takes it away again", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto("/channels/brightbulb/logs?range=24h");
  await page.getByRole("checkbox", { name: "5xx" }).click();
  await expect(page).toHaveURL(/q=outcome%3A5xx/);
  await page.goBack();
  await expect(page).not.toHaveURL(/q=/);
});
