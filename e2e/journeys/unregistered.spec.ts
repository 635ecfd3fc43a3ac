import { ADMIN, choose, expect, SUPPORT, signInAs, test } from "../fixtures.ts";
import { apiKey } from "../viewers.ts";

test("a Channel that nobody registered is seen by staff with its requests, until an admin registers it", async ({
  page,
  browser,
  request,
}) => {
  const slug = `newcomer-${Date.now()}`;
  await signInAs(page, SUPPORT);
  const sent = await request.post("/api/v1/events", {
    headers: { authorization: `Bearer ${apiKey("--all-channels", "--name", slug)}` },
    data: [
      {
        timestamp: new Date().toISOString(),
        channel: slug,
        kind: "action",
        endpoint: "switch_on",
        status_code: 503,
        duration_ms: 12,
      },
    ],
  });
  expect(sent.status()).toBe(202);
  await page.goto("/support/unregistered");
  const row = page.getByRole("row").filter({ hasText: slug });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("ask an administrator", { timeout: 5_000 });
  }).toPass();
  await row.getByRole("link", { name: slug }).click();
  await expect(page).toHaveURL(new RegExp(`/channels/${slug}/health`));
  await page.goto(`/channels/${slug}/logs?range=1h`);
  await expect(page.getByRole("table", { name: "Requests" }).getByRole("link")).toHaveCount(1);

  const admin = await (await browser.newContext()).newPage();
  await signInAs(admin, ADMIN);
  await admin.goto("/support/unregistered");
  await admin.getByRole("link", { name: `Register ${slug}` }).click();
  await choose(admin, "Partner", "Brightbulb GmbH");
  await admin.getByLabel("Name", { exact: true }).fill("Newcomer");
  await expect(admin.getByLabel("Slug")).toHaveValue(slug);
  await admin.getByRole("button", { name: "Register Channel" }).click();
  await expect(admin.getByText(`${slug} is registered`)).toBeVisible();
  await admin.context().close();

  await page.goto("/support/unregistered");
  await expect(page.getByRole("row").filter({ hasText: slug })).toHaveCount(0);
  await page.goto(`/support?q=${slug}`);
  await expect(page).toHaveURL(new RegExp(`/channels/${slug}/health`));
});
