import { expect, SUPPORT, signInAs, test } from "../fixtures.ts";

test("support sees how tables come about, runs a job again and follows it to its end", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto("/pipeline");
  await page.getByRole("navigation", { name: "Pipeline" }).getByRole("link", { name: "Jobs" }).click();
  const jobs = page.getByRole("table", { name: "Jobs" });
  const mart = jobs.getByRole("row").filter({ hasText: "channel_usage_daily" });
  await expect(mart.getByText("reads load_interactions, load_api_requests")).toBeVisible();

  const asked = page.getByRole("region", { name: "Asked for" });
  const done = asked.getByText("Done: 1 of 1 day");
  const before = await done.count();
  const load = jobs.getByRole("row").filter({ hasText: "the archive's interactions" });
  await load.getByRole("button", { name: "Run load_interactions" }).click();
  const dialog = page.getByRole("dialog", { name: "Run load_interactions" });
  const day = await dialog.getByLabel("Last day (UTC)").inputValue();
  await dialog.getByLabel("Also days that are up to date").check();
  await dialog.getByRole("button", { name: "Run", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(done).toHaveCount(before + 1, { timeout: 60_000 });

  const runs = page.getByRole("table", { name: "Runs" });
  await runs
    .getByRole("button", { name: `load_interactions ${day}` })
    .first()
    .click();
  const run = page.getByRole("dialog", { name: `load_interactions, ${day}` });
  await expect(run.getByText("Succeeded")).toBeVisible();
  await expect(run.getByRole("heading", { name: "Checks" })).toBeVisible();
  await expect(run.getByText(/^interactions: [\d,]+ rows, checksum/)).toBeVisible();
  await run.getByRole("button", { name: "Run again" }).click();
  await expect(run.getByText("A worker makes this day again.")).toBeVisible();
  await run.getByRole("button", { name: "Close" }).click();
  await expect(done).toHaveCount(before + 2, { timeout: 60_000 });
});
