import { choose, expect, OWNER, type Page, SUPPORT, signInAs, test } from "../fixtures.ts";

/** Opens a page whose scripts come when the answer is called. */
async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return release;
}

test.describe("what is sent before a page's scripts are there", () => {
  test.use({ refusals: [/^401 \/api\/auth\/callback\/password$/] });

  test("is sent once they are: one click signs in", async ({ page }) => {
    const release = await openWithoutScripts(page, "/sign-in");
    await page.getByRole("button", { name: "Sign in as Mira Kovač" }).click();
    release();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  });

  test("stays in the form when it is refused, and in no address", async ({ page }) => {
    const release = await openWithoutScripts(page, "/sign-in");
    await page.getByLabel("E-mail").fill("mira@brightbulb.example");
    await page.getByLabel("Password").fill("not this one");
    await page.getByLabel("Password").press("Enter");
    release();
    await expect(page.getByText("This e-mail address and password do not match.")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue("mira@brightbulb.example");
    expect(new URL(page.url()).search).toBe("");
  });

  test("reaches its action", async ({ page }) => {
    const release = await openWithoutScripts(page, "/reset-password");
    await page.getByLabel("E-mail").fill("nobody@early.example");
    await page.getByRole("button", { name: "Mail me a link" }).click();
    release();
    await expect(page.getByText("Look into your mailbox")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue("");
  });

  test("searches, within what the address says besides", async ({ page }) => {
    await signInAs(page, SUPPORT);
    const release = await openWithoutScripts(page, "/support/dead-letters?range=24h&reason=not_json");
    await page.getByLabel("Text in the record").fill("half a rec");
    await page.getByLabel("Text in the record").press("Enter");
    await expect(page).toHaveURL(/text=half/);
    release();
    const address = new URL(page.url()).searchParams;
    expect(Object.fromEntries(address)).toEqual({
      range: "24h",
      reason: "not_json",
      text: "half a rec",
      channel: "",
    });
    await expect(page.getByText("No letter matches")).toBeVisible();
  });
});

test.describe("what is chosen or typed before a page's scripts are there", () => {
  test.beforeEach(({ page }) => signInAs(page, OWNER));

  test("narrows a list by a select", async ({ page }) => {
    const release = await openWithoutScripts(page, "/channels/brightbulb/incidents");
    await choose(page, "Since", "Last 7 days");
    release();
    await expect(page).toHaveURL(/range=7d/);
  });

  test("narrows a list while the scripts take over the page", async ({ page }) => {
    for (const [label, address] of [
      ["Last 7 days", /range=7d/],
      ["Last 90 days", /range=90d/],
    ] as const) {
      await page.goto("/channels/brightbulb/incidents");
      await choose(page, "Since", label);
      await expect(page).toHaveURL(address);
    }
  });

  test("is not what the address says and the list does not offer", async ({ page }) => {
    const address = "/channels/brightbulb/incidents?recipe=01a22ab1-6fa1-71fc-b1b9-4db83533844a";
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    await expect(page).toHaveURL(address);
  });

  test("stays in the box for a query", async ({ page }) => {
    const release = await openWithoutScripts(page, "/channels/brightbulb/logs?range=24h");
    await page.getByRole("combobox", { name: "Search requests" }).fill("status:503");
    release();
    await page.waitForLoadState("networkidle");
    await page.getByRole("combobox", { name: "Search requests" }).press("Enter");
    await expect(page.getByRole("button", { name: "Edit status:503" })).toBeVisible();
  });

  test("finds a Channel", async ({ page }) => {
    const release = await openWithoutScripts(page, "/channels?range=24h");
    await page.getByRole("searchbox", { name: "Find a Channel" }).fill("bright");
    release();
    const rows = page.getByRole("main").getByRole("table").getByRole("row");
    await expect(rows).toHaveCount(2);
  });
});
