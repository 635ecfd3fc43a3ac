import { ADMIN, expect, SUPPORT, signInAs, test } from "../fixtures.ts";

/** "A user says it is broken": from the address in their letter to the request that failed. */
test("from a user's e-mail address to one request, in three steps", async ({ page }) => {
  await signInAs(page, SUPPORT);
  const failing = await page.request.get(
    "/api/v1/channels/brightbulb/requests?range=24h&limit=1&q=fault:user",
  );
  const { data } = (await failing.json()) as { data: { user_id: string }[] };
  const pseudonym = data[0]?.user_id ?? "";

  await page.getByRole("link", { name: "Support" }).click();
  const box = page.getByRole("searchbox", { name: "User, Recipe, request or Channel" });
  await box.fill(pseudonym);
  await box.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/support/users/${pseudonym}`));
  const address = await page.getByText(/@mail\.example$/).textContent();

  await page.goto("/support");
  await box.fill(address?.toUpperCase() ?? "");
  await box.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/support/users/${pseudonym}`));
  await page.getByRole("navigation", { name: "Which runs" }).getByRole("link", { name: "Failed" }).click();
  const failed = page.getByRole("list", { name: "Runs" }).getByRole("listitem").filter({ hasText: "Fault:" });
  await failed
    .first()
    .getByRole("link", { name: /brightbulb/ })
    .first()
    .click();
  await expect(page.getByRole("complementary", { name: "Request" })).toBeVisible();
  await expect(page).toHaveURL(/\/channels\/brightbulb\/logs\?.*event=/);
});

test("a Recipe that never ran gets an answer", async ({ page }) => {
  await signInAs(page, SUPPORT);
  // One that the demo's people switched off.
  await page.goto("/support?q=r_30031");
  await expect(page).toHaveURL(/\/support\/recipes\/r_30031/);
  await expect(page.getByText(/^Could not run: it is off since/)).toBeVisible();
  await expect(page.getByRole("region", { name: "On record" })).toContainText("Switched off");
});

test("a text that names nothing says so, and the demo's old address leads on", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto("/support?q=no-such-thing");
  await expect(page.getByText("Nothing goes by “no-such-thing”")).toBeVisible();
  await page.goto("/demo");
  await expect(page).toHaveURL(/\/support\/demo$/);
  await expect(page.getByRole("heading", { name: "Partner APIs of the demo" })).toBeVisible();
});

test("an admin forgets a user, whose requests stay under a name that names nobody", async ({
  page,
  browser,
}) => {
  await signInAs(page, ADMIN);
  const made = await page.request.get("/api/v1/channels/notewell/requests?range=24h&limit=1");
  const { data } = (await made.json()) as { data: { user_id: string }[] };
  const pseudonym = data[0]?.user_id ?? "";
  await page.goto(`/support/users/${pseudonym}?range=24h`);
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).not.toHaveText(pseudonym);
  const main = page.getByRole("main");
  const email =
    (await main
      .getByText(/@.+\.example$/)
      .first()
      .textContent()) ?? "";

  const colleague = await (await browser.newContext()).newPage();
  await signInAs(colleague, SUPPORT);
  await colleague.goto(page.url());
  await expect(colleague.getByText(email)).toBeVisible();
  await expect(colleague.getByRole("button", { name: /^Forget/ })).toBeHidden();

  await page.getByRole("button", { name: /^Forget the user/ }).click();
  const dialog = page.getByRole("dialog", { name: "Forget this user?" });
  await dialog.getByRole("button", { name: "Forget" }).click();
  await expect(title).toHaveText(pseudonym);
  await expect(page.getByText("Only in requests")).toBeVisible();
  await expect(page.getByRole("region", { name: "Recent runs" }).getByRole("link").first()).toBeVisible();

  await colleague.goto(`/support?q=${encodeURIComponent(email)}`);
  await expect(colleague.getByText(`Nothing goes by “${email}”`)).toBeVisible();
  await colleague.context().close();
});
