import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, OWNER, signInAs, test } from "../fixtures.ts";
import { violations } from "../violations.ts";

const LOGS = "/channels/brightbulb/logs?range=24h";
const rows = (page: Page) => page.getByRole("table", { name: "Requests" }).getByRole("link");
const box = (page: Page) => page.getByRole("combobox", { name: "Search requests" });

test.beforeEach(async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(LOGS);
  await expect(rows(page).first()).toBeVisible();
});

test("the query box proposes fields and values that occur, by keyboard alone", async ({ page }) => {
  await page.keyboard.press("/");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("end");
  const proposals = page.getByRole("listbox", { name: "Proposals" });
  await expect(proposals.getByRole("option").first()).toContainText("endpoint:");
  await page.keyboard.press("Tab");
  await expect(box(page)).toHaveValue("endpoint:");
  await page.keyboard.type("send");
  await expect(proposals.getByRole("option", { name: /^send_message/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=endpoint%3Asend_message/);
  await page.getByRole("button", { name: "Edit endpoint:send_message" }).click();
  await expect(box(page)).toHaveValue("endpoint:send_message");
});

test("leaving the query box applies what was written; Escape discards it", async ({ page }) => {
  await box(page).fill("status:503");
  await box(page).press("Escape");
  // The proposals go first, where there are any.
  if (await box(page).evaluate((input) => input === document.activeElement)) await box(page).press("Escape");
  await expect(box(page)).not.toBeFocused();
  await expect(box(page)).toHaveValue("");
  await expect(page).not.toHaveURL(/q=/);
  await box(page).fill("outcome:5xx");
  await box(page).blur();
  await expect(page).toHaveURL(/q=outcome%3A5xx/);
});

test("how complete the list is goes on while it is looked at, for a range that stands still too", async ({
  page,
}) => {
  const to = new Date(Date.now() - 60_000).toISOString();
  const from = new Date(Date.now() - 3_600_000).toISOString();
  await page.goto(`/channels/brightbulb/logs?from=${from}&to=${to}`);
  const receipt = page.getByRole("paragraph").filter({ hasText: "complete to" });
  const before = await receipt.textContent();
  await expect(receipt).not.toHaveText(before ?? "");
});

test("the query language and the shortcuts are explained on cards", async ({ page }) => {
  await page.getByRole("button", { name: "Query language" }).click();
  const help = page.getByRole("dialog", { name: "Query language" });
  await expect(help.getByText("Trigger or action of the Channel")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("?");
  await expect(
    page.getByRole("dialog", { name: "Keyboard shortcuts" }).getByText("Next request"),
  ).toBeVisible();
});

test("columns and density are chosen, and are there at the next visit", async ({ page }) => {
  await page.getByRole("button", { name: "Columns and density" }).click();
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("checkbox", { name: "Worker" }).click();
  await saved;
  await page.getByRole("radio", { name: "Compact" }).click();
  await page.keyboard.press("Escape");
  await page.waitForLoadState("networkidle");
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Worker" })).toBeVisible();
  expect((await page.getByRole("row").nth(1).boundingBox())?.height).toBeLessThan(30);
});

test("a search is kept as a view, opened again, and removed", async ({ page }) => {
  const name = `Failures ${Date.now()}`;
  await page.getByRole("checkbox", { name: "5xx" }).click();
  await page.getByRole("button", { name: "Views" }).click();
  const views = page.getByRole("dialog", { name: "Saved views" });
  await views.getByLabel("Keep this search as").fill(name);
  await views.getByLabel("For everybody on the Channel").check();
  await views.getByRole("button", { name: "Keep" }).click();
  await expect(views.getByRole("region", { name: "The Channel's" }).getByText(name)).toBeVisible();

  await page.goto(LOGS);
  await page.getByRole("button", { name: "Views" }).click();
  const open = views.getByRole("button", { name: `Open the view ${name}` });
  await expect(open).toBeVisible();
  expect(await violations(page, "[role=dialog]")).toEqual([]);
  await open.click();
  await expect(page).toHaveURL(/q=outcome%3A5xx/);
  await page.getByRole("button", { name: "Views" }).click();
  await views.getByRole("button", { name: `Remove the view ${name}` }).click();
  await expect(views.getByText(name)).toBeHidden();
});

test("what the search finds is downloaded, as the list shows it", async ({ page }) => {
  await page.getByRole("checkbox", { name: "5xx" }).click();
  await expect(page).toHaveURL(/q=outcome/);
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^NDJSON/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("brightbulb-requests.ndjson");
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines.slice(0, 50)) expect(JSON.parse(line)).toMatchObject({ outcome: "5xx" });
});

test("dragging over the histogram selects a range, which Back gives up", async ({ page }) => {
  const chart = page.getByRole("img", { name: /^Requests over time/ });
  const area = await chart.boundingBox();
  if (area === null) throw new Error("no histogram");
  await page.mouse.move(area.x + area.width * 0.4, area.y + 20);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.6, area.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(page.getByText(/selected .+ to /)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/range=24h/);
  await page.getByRole("button", { name: "Show as table" }).click();
  const table = page.getByRole("region", { name: "Requests over time" });
  await expect(table.getByRole("columnheader", { name: "no response" })).toBeVisible();
});

test("the keyboard selects a range of the histogram", async ({ page }) => {
  const histogram = page.getByRole("slider", { name: /^Histogram/ });
  await histogram.focus();
  await page.keyboard.press("End");
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowLeft");
  await expect(histogram).toHaveAttribute("aria-valuetext", / to /);
  await page.keyboard.press("Escape");
  await expect(histogram).not.toHaveAttribute("aria-valuetext", / to /);
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=.*to=/);
});

test("the keys go on after a click on a filter", async ({ page }) => {
  await page.getByRole("checkbox", { name: "5xx" }).click();
  await expect(page).toHaveURL(/q=outcome/);
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByRole("complementary", { name: "Request" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(box(page)).toBeFocused();
});

test("the list is walked by keys; a failure leads to the same errors and to its run", async ({ page }) => {
  await page.goto(`${LOGS}&q=is%3Afailed`);
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("j");
  const drawer = page.getByRole("complementary", { name: "Request" });
  await expect(drawer).toBeVisible();
  const first = page.url();
  await page.keyboard.press("j");
  await expect(page).not.toHaveURL(first);
  await page.keyboard.press("k");
  await expect(page).toHaveURL(first);
  await expect(drawer.getByText("within an hour before and after")).toBeVisible();
  const same = drawer.getByRole("link", { name: /requests?/ });
  if ((await same.count()) > 0) {
    await same.click();
    await expect(page).toHaveURL(/q=endpoint.*error/);
  }
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
});
