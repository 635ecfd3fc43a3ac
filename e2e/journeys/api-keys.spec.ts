import { expect, OWNER, openForm, signInAs, test } from "../fixtures.ts";

const SETTINGS = "/channels/plugpoint/settings";

test("a key is made, shown once, used, and refused at once when it is revoked", async ({
  page,
  playwright,
}) => {
  const name = `journey ${Date.now()}`;
  await signInAs(page, OWNER);
  await openForm(page, SETTINGS);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("checkbox", { name: "read requests and health" }).check();
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = (await page.getByText(/^csk_[\w-]{20,}$/).textContent()) ?? "";
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("never");

  const request = await playwright.request.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const ask = async (channel: string) =>
    (await request.get(new URL(`/api/v1/channels/${channel}/requests?range=1h`, page.url()).href)).status();
  expect(await ask("plugpoint")).toBe(200);
  expect(await ask("brightbulb")).toBe(404);
  await openForm(page, SETTINGS);
  await expect(row).not.toContainText("never");
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.getByRole("button", { name: `Revoke the key ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Revoke ${name}?` });
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toHaveCount(0);
  expect(await ask("plugpoint")).toBe(401);
  await request.dispose();
});
