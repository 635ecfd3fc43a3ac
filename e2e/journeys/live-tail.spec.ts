import { expect, SUPPORT, signInAs, test } from "../fixtures.ts";

test("the live tail shows new requests, holds them while paused, and goes on", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto("/support/demo");
  await page.getByRole("button", { name: "×10", exact: true }).click();

  await page.goto("/channels/brightbulb/logs?range=15m");
  const first = page.getByRole("table", { name: "Requests" }).getByRole("link").first();
  await expect(first).toBeVisible();
  const before = await first.getAttribute("href");
  // The same row, not only one that looks like it: what is read or focused there stays.
  await first.evaluate((link) => link.closest("tr")?.setAttribute("data-seen", ""));
  await page.getByRole("button", { name: "Live tail" }).click();
  await expect(first).not.toHaveAttribute("href", before ?? "");
  await expect(page.locator("tr[data-seen]").getByRole("link")).toHaveAttribute("href", before ?? "");

  await page.getByRole("button", { name: "Pause" }).click();
  const resume = page.getByRole("button", { name: /^Resume/ });
  const held = await first.getAttribute("href");
  await expect(resume).toHaveText(/Resume, \d+ new/);
  await expect(first).toHaveAttribute("href", held ?? "");
  await resume.click();
  await expect(first).not.toHaveAttribute("href", held ?? "");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
});
