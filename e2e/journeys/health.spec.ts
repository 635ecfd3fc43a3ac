import { readFile } from "node:fs/promises";
import { expect, OWNER, SUPPORT, signInAs, test } from "../fixtures.ts";

const HEALTH = "/channels/brightbulb/health?range=24h";

test("charts share one crosshair, and dragging zooms into the address, Back out of it", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(HEALTH);
  const volume = page.getByRole("img", { name: "Requests over time, by outcome" });
  const rate = page.getByRole("img", { name: "Share of requests that fail over time" });
  const durations = page.getByRole("img", { name: "Duration percentiles over time" });
  const box = await volume.boundingBox();
  if (box === null) throw new Error("the chart has no place");
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;

  await page.mouse.move(...at(0.5));
  await expect(volume.getByText("previous 24 hours")).toBeVisible();
  await expect(rate.getByText("failing")).toBeVisible();
  await expect(durations.getByText("p99", { exact: true })).toBeVisible();

  await page.mouse.move(...at(0.4));
  await page.mouse.down();
  await page.mouse.move(...at(0.5), { steps: 5 });
  await page.mouse.move(...at(0.7), { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*to=/);
  await page.goBack();
  await expect(page).toHaveURL(/range=24h/);
});

test("a click on a bucket of a chart leads to its requests, on the error rate to its failures", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  for (const [chart, search] of [
    ["Requests over time, by outcome", null],
    ["Share of requests that fail over time", "is:failed"],
  ] as const) {
    await page.goto(HEALTH);
    const image = page.getByRole("img", { name: chart });
    const box = await image.locator(".recharts-surface").first().boundingBox();
    if (box === null) throw new Error("the chart has no place");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await expect(image.getByText("previous 24 hours")).toBeVisible();
    await page.mouse.down();
    await page.mouse.up();
    await expect(page).toHaveURL(/\/logs\?from=/);
    const { searchParams } = new URL(page.url());
    expect(searchParams.get("q")).toBe(search);
    const [from, to] = ["from", "to"].map((name) => Date.parse(searchParams.get(name) ?? ""));
    expect((to ?? 0) - (from ?? 0), "one bucket").toBeLessThanOrEqual(3_600_000);
    await expect(page.getByText("selected", { exact: false }).first()).toBeVisible();
  }
});

test("figures, legends and table rows lead to their requests", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(HEALTH);
  const strip = page.getByRole("region", { name: "Key figures" });
  await expect(strip.getByRole("link", { name: "Users affected" })).toHaveAttribute(
    "href",
    /logs\?.*is%3Afailed/,
  );
  await expect(page.getByRole("link", { name: "5xx", exact: true })).toHaveAttribute("href", /outcome%3A5xx/);
  await expect(page.getByRole("link", { name: "p95", exact: true })).toHaveAttribute(
    "href",
    /logs\?.*duration%3A/,
  );
  const endpoints = page.getByRole("region", { name: "Endpoints" });
  await expect(endpoints.getByRole("link", { name: /requests of send_message$/ })).toHaveAttribute(
    "href",
    /endpoint%3Asend_message(?!.*is%3Afailed)/,
  );
  await expect(endpoints.getByRole("link", { name: /^Slowest requests of send_message/ })).toHaveAttribute(
    "href",
    /endpoint%3Asend_message.*duration%3A/,
  );
  await page.getByRole("button", { name: "Show as table" }).first().click();
  const table = page.getByRole("region", { name: "Requests over time, by outcome" });
  await table.getByRole("link").nth(3).click();
  await expect(page).toHaveURL(/\/logs\?from=/);
});

test("says how verdicts were reached, and leads from a person affected to their failures", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  await page.goto(HEALTH);
  const fault = page.getByRole("region", { name: "Whose fault" });
  await fault.getByText("How it was decided").click();
  await expect(fault.getByText("The API answered 429.")).toBeVisible();
  await expect(fault.getByText(/at least 20 users and half of all requests/)).toBeVisible();

  const affected = page.getByRole("region", { name: "Who is affected" });
  const user = affected.getByRole("link", { name: /^u_/ }).first();
  await expect(user).toBeVisible();
  await user.click();
  await expect(page).toHaveURL(/q=user%3Au_|q=user_id/);
  await expect(page.getByRole("table", { name: "Requests" }).getByRole("link").first()).toBeVisible();
});

test("all whom failures reached are there to read, page by page, and as a file", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto("/channels/brightbulb/health?range=7d");
  const affected = page.getByRole("region", { name: "Who is affected" });
  const users = affected.getByRole("link", { name: /^u_/ });
  await expect(users).toHaveCount(8);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    affected.getByRole("link", { name: "Users as CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines[0]).toBe("user_id,failures");

  await affected
    .getByRole("button", { name: /^Show all/ })
    .last()
    .click();
  const turn = affected.getByRole("navigation", { name: "Users" });
  const seen: string[] = [];
  for (;;) {
    await expect(affected.getByRole("listitem").filter({ hasText: /^$/ })).toHaveCount(0);
    seen.push(...(await users.allTextContents()));
    const next = turn.getByRole("button", { name: "Next page" });
    if (await next.isDisabled()) break;
    await next.click();
  }
  expect(new Set(seen).size).toBeGreaterThan(8);
  // Somebody may fail for the first time meanwhile.
  expect(Math.abs(new Set(seen).size - (lines.length - 1))).toBeLessThan(10);
  await affected.getByRole("button", { name: "Show fewer" }).click();
  await expect(users).toHaveCount(8);
});

test("the tab carries the state by word and icon", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(HEALTH);
  await expect(page).toHaveTitle(/^(Healthy|Degraded|Down|No data) · Brightbulb · Health · Channelscope$/);
  const icon = page.locator("link[rel=icon]").last();
  await expect(icon).toHaveAttribute("href", /^\/state\/(healthy|degraded|down|no_data)\.svg$/);
  const answer = await page.request.get((await icon.getAttribute("href")) ?? "");
  expect(answer.headers()["content-type"]).toContain("svg");
});

test("on paper there are figures and no controls", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(HEALTH);
  await expect(page.getByRole("heading", { name: "Brightbulb" })).toBeVisible();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("button", { name: /^Time range/ })).toBeHidden();
  await expect(page.getByText(/^Channelscope · .* complete to/)).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
});

test("nothing jumps while a Channel is opened from the list", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  const shifted = () =>
    page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
  await signInAs(page, SUPPORT);
  for (const path of ["/channels?range=3h", "/channels/snapbox/health?range=3h"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect(await shifted(), path).toBeLessThan(0.02);
  }
  await page.goto("/channels?range=3h");
  await page.getByRole("table").getByRole("link", { name: "Brightbulb" }).click();
  // However long the stores take on a busy machine: what jumps then is asked here.
  await expect(page.getByRole("heading", { name: "Brightbulb" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(await shifted()).toBeLessThan(0.02);
});
