import { readFile } from "node:fs/promises";
import { choose, expect, SUPPORT, signInAs, test } from "../fixtures.ts";

/** SQL that the warehouse does not take. */
test.use({ refusals: [/^400 \/api\/reports\/query$/] });

test("support builds a report without SQL, keeps it and takes it along as a file", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Reports" }).click();
  await choose(page, "Count", "API requests");
  await choose(page, "Broken down by", "Channel");
  await choose(page, "For", "all of it at once");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const answer = page.getByRole("region", { name: "API requests" });
  await expect(answer.getByRole("status")).toContainText(/rows? in/);
  await expect(answer.getByText(/^The warehouse is complete to \w+ \d+ · /)).toBeVisible();
  await expect(page).toHaveURL(/measure=requests&by=channel/);

  const name = `Requests by Channel ${Date.now()}`;
  await answer.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this report" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("For all staff").check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: `Open ${name}` })).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const file = await (await download).path();
  expect((await readFile(file, "utf8")).split("\r\n")[0]).toBe("channel,requests");

  // What was built opens as SQL, to go on from there.
  await page.getByRole("button", { name: "SQL", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "SQL" })).toHaveValue(/from warehouse\.api_requests_hourly/);

  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("button", { name: `Open ${name}` })).toBeHidden();
});

test("the variants of an experiment are compared without SQL", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.goto("/reports");
  await choose(page, "Count", "Recipes created");
  await choose(page, "Broken down by", "a property, such as a variant");
  await page.getByRole("combobox", { name: "Property" }).fill("experiment_onboarding");
  await choose(page, "For", "all of it at once");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const answer = page.getByRole("region", { name: "Recipes created" });
  await expect(answer.getByRole("status")).toContainText("3 rows");
  const count = async (variant: string) => {
    const row = answer
      .getByRole("row")
      .filter({ has: page.getByRole("cell", { name: variant, exact: true }) });
    return Number((await row.getByRole("cell").nth(1).textContent())?.replace(",", ""));
  };
  // A guided start was given to half of the newcomers, and they made more of it.
  expect(await count("guided")).toBeGreaterThan((await count("control")) * 1.1);
});

test("SQL runs by keyboard, says where it is wrong, writes nothing, and ends when it is cancelled", async ({
  page,
}) => {
  await signInAs(page, SUPPORT);
  await page.goto("/reports");
  await page.getByRole("button", { name: "SQL", exact: true }).click();
  const editor = page.getByRole("textbox", { name: "SQL" });
  const refused = page.getByRole("alert").filter({ hasText: "The warehouse refuses this query" });
  for (const [sql, words] of [
    ["select 1,\n  nothing", "(line 2, column 3)"],
    ["delete from warehouse.interactions", "syntax error"],
    ["select email from public.people", "permission denied"],
  ] as const) {
    await editor.fill(sql);
    await editor.press("Control+Enter");
    await expect(refused).toContainText(words);
  }
  await editor.fill("select 'a' as word, 12345 as figure");
  await editor.press("Control+Enter");
  await expect(page.getByRole("cell", { name: "12,345" })).toBeVisible();

  await editor.fill("select pg_sleep(25)");
  await editor.press("Control+Enter");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("The warehouse stopped.")).toBeVisible();
  // It is gone on the server, too.
  const running = `select count(*) as still from pg_stat_activity where usename = current_user and state = 'active' and pid <> pg_backend_pid()`;
  await expect(async () => {
    await editor.fill(`${running} -- ${Date.now()}`);
    await editor.press("Control+Enter");
    await expect(page.getByRole("table", { name: "Answer" }).getByRole("cell", { name: "0" })).toBeVisible({
      timeout: 3_000,
    });
  }).toPass({ timeout: 20_000 });
});
