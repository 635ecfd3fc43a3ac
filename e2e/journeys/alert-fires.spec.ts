import { choose, expect, OWNER, SUPPORT, signInAs, test } from "../fixtures.ts";
import { linkIn, mails } from "../mails.ts";

const RECIPE = {
  name: "Fires in the journey",
  trigger: {
    type: "error_rate_above",
    percent: 10,
    window_minutes: 0.5,
    minimum_requests: 2,
  },
  recover_minutes: 0.1,
  actions: [{ type: "email", to: "mira@brightbulb.example" }],
};

/** From a fault in a partner's API to the mail, by its link to the incident, and to the recovery. */
test("a fault makes a Recipe fire, mails its owner, opens an incident, and its end is told", async ({
  page,
  browser,
}) => {
  test.setTimeout(360_000);
  const told = (subject: RegExp) => mails().filter((mail) => subject.test(mail.subject));
  await signInAs(page, OWNER);
  const made = await page.request.post("/api/v1/channels/plugpoint/alert-recipes", { data: RECIPE });
  expect(made.status()).toBe(201);
  await page.goto("/channels/plugpoint/incidents");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  const staff = await (await browser.newContext()).newPage();
  await signInAs(staff, SUPPORT);
  await staff.goto("/support/demo");
  await staff.getByRole("button", { name: "×10", exact: true }).click();
  await choose(staff, "Channel", "Plugpoint");
  await choose(staff, "Fault", "Errors");
  await staff.getByRole("button", { name: "Inject" }).click();

  const row = page.getByRole("row").filter({ hasText: RECIPE.name });
  await expect(row.first()).toContainText("Firing", { timeout: 90_000 });
  const firing = /^\[Firing\].*Plugpoint/;
  await expect.poll(() => told(firing).length).toBeGreaterThan(0);
  const [mail] = told(firing);
  expect(mail?.to).toEqual(["mira@brightbulb.example"]);

  await page.goto(linkIn(mail, "/channels/plugpoint/incidents/"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/fail/);
  const timeline = page.getByRole("list", { name: "Timeline" });
  await expect(timeline).toContainText("Fired");

  await staff.getByRole("button", { name: "Clear errors of Plugpoint" }).click();
  await expect(page.getByText("Recovered", { exact: true }).first()).toBeVisible({ timeout: 180_000 });
  await expect.poll(() => told(/^\[Recovered\].*Plugpoint/).length).toBeGreaterThan(0);
  await staff.getByRole("button", { name: "×1", exact: true }).click();
});
