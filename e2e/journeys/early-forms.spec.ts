import { expect, type Page, SUPPORT, signInAs, test } from "../fixtures.ts";

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
