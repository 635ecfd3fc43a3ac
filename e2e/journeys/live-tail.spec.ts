import { expect, SUPPORT, signInAs, test } from "../fixtures.ts";

test("the live tail shows new requests, holds them while paused, and goes on", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto("/support/demo");
  await page.getByRole("button", { name: "×10", exact: true }).click();

  await page.goto("/channels/brightbulb/logs?range=15m");
  const first = page.getByRole("table", { name: "Requests" }).getByRole("link").first();
  await expect(first).toBeVisible();
  const before = await first.getAttribute("href");
  await page.getByRole("button", { name: "Live tail" }).click();
  await expect(first).not.toHaveAttribute("href", before ?? "");
  // The same row, not only one that looks like it: what is read or focused there stays.
  const seen = await first.evaluate((link) => {
    link.closest("tr")?.setAttribute("data-seen", "");
    return link.getAttribute("href");
  });
  await expect(first).not.toHaveAttribute("href", seen ?? "");
  await expect(page.locator("tr[data-seen]").getByRole("link")).toHaveAttribute("href", seen ?? "");

  await page.getByRole("button", { name: "Pause" }).click();
  const resume = page.getByRole("button", { name: /^Resume/ });
  const held = await first.getAttribute("href");
  await expect(resume).toHaveText(/Resume, \d+ new/);
  await expect(first).toHaveAttribute("href", held ?? "");
  await resume.click();
  await expect(first).not.toHaveAttribute("href", held ?? "");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();

  // Turned off, what it brought belongs to the list.
  await page.getByRole("button", { name: "Pause" }).click();
  const live = await first.getAttribute("href");
  const renewed = page.waitForResponse(/\/requests\?.*limit=/);
  await page.getByRole("button", { name: "Live tail" }).click();
  await renewed;
  await expect(page.getByRole("table", { name: "Requests" }).locator(`a[href="${live}"]`)).toBeAttached();
});

test("a list that stands still says that there are newer requests, and shows them", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto("/channels/brightbulb/logs?range=15m");
  const first = page.getByRole("table", { name: "Requests" }).getByRole("link").first();
  await expect(first).toBeVisible();
  const before = await first.getAttribute("href");
  await page.getByRole("button", { name: /newer: show them$/ }).click({ timeout: 30_000 });
  await expect(first).not.toHaveAttribute("href", before ?? "");
});

test.describe("while the server refuses the stream", () => {
  test.use({ refusals: [/^503 \/api\//] });

  test("the live tail says so, and goes on by itself", async ({ page }) => {
    await signInAs(page, SUPPORT);
    await page.route("**/tail*", (route) => route.fulfill({ status: 503 }));
    await page.goto("/channels/brightbulb/logs?range=15m");
    await page.getByRole("button", { name: "Live tail" }).click();
    const notice = page.getByText("The live tail is interrupted");
    await expect(notice).toBeVisible();
    await page.unroute("**/tail*");
    await expect(notice).toBeHidden({ timeout: 30_000 });
  });
});
