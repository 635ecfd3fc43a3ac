import { expect, OWNER, SUPPORT, signInAs, test } from "../fixtures.ts";

const USAGE = "/channels/brightbulb/usage";

test("Usage tells how many people use the Channel, and how far that is counted", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto("/channels/brightbulb/health");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Usage" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: /\d people used Brightbulb in the 28 days to/ }),
  ).toBeVisible();
  await expect(page.getByText(/^complete to [A-Z][a-z]{2} \d+$/)).toBeVisible();

  const strip = page.getByRole("region", { name: "Key figures" });
  for (const figure of ["Weekly active users", "Recipes enabled", "Recipe runs", "New connections"])
    await expect(strip.getByText(figure)).toBeVisible();

  const together = page.getByRole("region", { name: "Used together with" });
  await expect(together.getByRole("row").nth(1)).toContainText(/[\d,]+/);
  await expect(together.getByText(/^Complete to/)).toBeVisible();
  const funnel = page.getByRole("region", { name: "From connection to first run" });
  await expect(funnel.getByRole("listitem")).toHaveCount(4);
  const retention = page.getByRole("region", { name: "Retention by week" });
  await expect(retention.getByRole("row").nth(1)).toContainText("100\u202f%");
});

test("its range and span are in the address, Back leads out of them, figures are a table and a file too", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  await page.goto(USAGE);
  await page.getByRole("combobox", { name: "Time range" }).selectOption({ label: "Last 7 days" });
  await expect(page).toHaveURL(/days=7d/);
  await expect(page.getByRole("heading", { level: 1, name: /in the 7 days to/ })).toBeVisible();
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(page).toHaveURL(/users=month/);
  await expect(page.getByRole("img", { name: /the 28 days that end with each day/ })).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: /in the 28 days to/ })).toBeVisible();

  await page.getByRole("button", { name: "Show as table" }).first().click();
  const table = page.getByRole("region", { name: /the 7 days that end with each day/ });
  await expect(table.getByRole("row")).toHaveCount(29);

  await page.getByRole("button", { name: "Export" }).click();
  const link = page.getByRole("link", { name: /^Retention/ });
  const file = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(file.headers()["content-disposition"]).toContain("brightbulb-usage-retention-28d.csv");
  expect(await file.text()).toMatch(/^week_of,users,week_1/);
});

test("a partner's Recipes are ids that lead to their requests", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(USAGE);
  const recipe = page.getByRole("region", { name: "Recipes that ran most" }).getByRole("link").first();
  await expect(recipe).toHaveAttribute("href", /\/channels\/brightbulb\/logs\?range=28d&q=/);
});

test("it tells the story of the demo's people: one Channel grows by one of its triggers, another is left", async ({
  page,
}) => {
  await signInAs(page, SUPPORT);
  const figure = (name: string) =>
    page
      .getByRole("region", { name: "Key figures" })
      .locator("div", { has: page.getByRole("term").filter({ hasText: name }) });
  await page.goto(`${USAGE}?days=28d`);
  for (const grows of ["Weekly active users", "Recipes enabled", "Recipe runs"])
    await expect(figure(grows)).toContainText(/\+\d/);
  const trigger = page
    .getByRole("region", { name: "Triggers and actions" })
    .getByRole("row")
    .filter({ hasText: "motion_detected" });
  await expect(trigger).toContainText(/\+\d/);

  await page.goto("/channels/plugpoint/usage?days=28d");
  await expect(page.getByRole("heading", { level: 1, name: /people used Plugpoint/ })).toBeVisible();
  for (const falls of ["Recipes enabled", "Recipe runs"])
    await expect(figure(falls)).toContainText(/\u2212\d/);
});

test("staff see all Channels side by side, in the order that they choose", async ({ page }) => {
  await signInAs(page, SUPPORT);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "All usage" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /is used most of \d+ Channels/ })).toBeVisible();
  const table = page.getByRole("region", { name: "Channels" });
  const figures = async (column: number) => {
    const cells = await table.getByRole("row").locator(`td:nth-child(${column})`).allInnerTexts();
    return cells.map((text) => Number(text.split("\n")[0]?.replaceAll(/\D/g, "")));
  };
  const descending = (values: number[]) => values.toSorted((left, right) => right - left);
  const active = await figures(2);
  expect(active.length).toBeGreaterThan(3);
  expect(active).toEqual(descending(active));
  await expect(table.getByText(/^Complete to/)).toBeVisible();

  await page.getByRole("combobox", { name: "Time range" }).selectOption({ label: "Last 7 days" });
  await expect(page).toHaveURL(/days=7d/);
  await table.getByRole("link", { name: "Recipe runs" }).click();
  await expect(page).toHaveURL(/by=runs/);
  await expect(table.getByRole("columnheader", { name: "Recipe runs" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  const runs = await figures(5);
  expect(runs).toEqual(descending(runs));
  await table.getByRole("link", { name: "Brightbulb" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: /used Brightbulb in the 7 days to/ }),
  ).toBeVisible();
});
