import { expect, OWNER, signInAs, test } from "../fixtures.ts";
import { timingOf, watchTiming } from "../page-timing.ts";

const ROWS = 100_000;
const START = Date.parse("2026-03-02T10:00:00Z");

/** A page of the API as large as a day's scrolling. */
const manyRows = () =>
  JSON.stringify({
    data: Array.from({ length: ROWS }, (_, row) => ({
      id: `many-${row}`,
      timestamp: new Date(START - row * 100).toISOString(),
      channel: "brightbulb",
      kind: "action",
      endpoint: "send_message",
      status_code: row % 7 === 0 ? 503 : 200,
      outcome: row % 7 === 0 ? "5xx" : "2xx",
      failed: row % 7 === 0,
      fault: row % 7 === 0 ? "partner" : null,
      error_label: row % 7 === 0 ? "503" : null,
      duration_ms: 100 + (row % 900),
    })),
    next_cursor: null,
  });

test("with 100,000 requests in the list keys and clicks answer, and few rows are in the page", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  await watchTiming(page);
  const body = manyRows();
  await page.route(/\/requests\?/, (route) => route.fulfill({ contentType: "application/json", body }));
  await page.route(/\/requests\/many-/, (route) =>
    route.fulfill({
      json: { data: { request: { ...JSON.parse(body).data[1] }, verdict: null, similar: null, run: [] } },
    }),
  );
  await page.goto("/channels/brightbulb/logs?range=24h");
  const list = page.getByRole("table", { name: "Requests" });
  await expect(list).toHaveAttribute("aria-rowcount", String(ROWS + 1));
  await page.waitForLoadState("networkidle");

  for (let press = 0; press < 10; press++) await page.keyboard.press("j");
  await list.getByRole("link").nth(12).click();
  await expect(page.getByRole("complementary", { name: "Request" })).toBeVisible();
  await page.mouse.wheel(0, 400_000);
  await expect(list.locator("[aria-rowindex='2']")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: "Request" })).toBeHidden();
  await page.keyboard.press("/");
  await page.keyboard.type("endpoint:send");
  await page.keyboard.press("Escape");
  expect(await page.getByRole("row").count()).toBeLessThan(100);
  // How long the slowest took is for people to read: machines that test are busy (docs/performance.md).
  const { slowest } = await timingOf(page);
  test.info().annotations.push({ type: "slowest answer", description: `${Math.round(slowest)} ms` });
});

for (const width of [1440, 390]) {
  test(`nothing jumps while the screen loads at ${width} px`, async ({ page }) => {
    await signInAs(page, OWNER);
    await page.setViewportSize({ width, height: 900 });
    await watchTiming(page);
    await page.goto("/channels/brightbulb/logs?range=24h&q=is%3Afailed");
    await expect(page.getByRole("table", { name: "Requests" }).getByRole("link").first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect((await timingOf(page)).shift).toBeLessThan(0.02);
  });
}
