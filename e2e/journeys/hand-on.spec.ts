import { expect, OWNER, type Page, signInAs, test } from "../fixtures.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"], timezoneId: "Asia/Tokyo" });

/** Presses a copy button, waits for its word, and answers what a person would paste. */
async function copied(page: Page, label: string): Promise<string> {
  const drawer = page.getByRole("complementary", { name: "Request" });
  await drawer.getByRole("button", { name: label }).click();
  await expect(drawer.getByRole("button", { name: "Copied" })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await expect(drawer.getByRole("button", { name: label })).toBeVisible();
  return text;
}

test.beforeEach(async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto("/channels/brightbulb/logs?range=24h&q=is%3Afailed");
});

test("a request is handed on as cURL, as JSON and as a link that opens it for a colleague", async ({
  page,
  context,
}) => {
  await page.getByRole("table", { name: "Requests" }).getByRole("link").first().click();
  const record = JSON.parse(await copied(page, "Copy as JSON")) as Record<
    "method" | "url" | "request_id",
    string
  >;
  expect(record).toMatchObject({ channel: "brightbulb", fault: expect.any(String) });
  const curl = await copied(page, "Copy as cURL");
  expect(curl).toContain(`curl --request ${record.method} --url '${record.url}'`);

  const link = await copied(page, "Copy link");
  const colleague = await context.newPage();
  await colleague.goto(link);
  const drawer = colleague.getByRole("complementary", { name: "Request" });
  await expect(drawer.getByText(record.request_id)).toBeVisible();
  await expect(drawer.getByText(record.url)).toBeVisible();
});

test("times are switched from UTC to where the viewer is and back, and stay so", async ({ page }) => {
  const first = page.getByRole("table", { name: "Requests" }).getByRole("row").nth(1).locator("time");
  const at = new Date((await first.getAttribute("datetime")) ?? "");
  const hourIn = (timeZone: string) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
  await page.getByRole("button", { name: "Times in UTC; switch to local time" }).click();
  const back = page.getByRole("button", { name: "Times are local; switch to UTC" });
  await expect(back).toBeVisible();
  const same = page.locator(`time[datetime="${at.toISOString()}"]`).first();
  await expect(same).toContainText(hourIn("Asia/Tokyo"));
  await page.waitForLoadState("networkidle");
  await page.reload();
  await expect(same).toContainText(hourIn("Asia/Tokyo"));
  await back.click();
  await expect(same).toContainText(hourIn("UTC"));
});
