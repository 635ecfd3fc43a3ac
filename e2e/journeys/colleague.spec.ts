import { expect, OWNER, openForm, type Page, signInAs, test } from "../fixtures.ts";
import { linkIn, mails } from "../mails.ts";

const EMAIL = `colleague-${Date.now()}@plugpoint.example`;
const SETTINGS = "/channels/plugpoint/settings";

const mailedTo = (path: string) =>
  linkIn(
    mails().findLast(({ to, text }) => to.includes(EMAIL) && text.includes(path)),
    path,
  );

/** The next mail with such a link, which is sent after the answer. */
async function mailedLink(path: string, before = ""): Promise<string> {
  await expect.poll(() => mailedTo(path)).not.toBe(before);
  return mailedTo(path);
}

async function confirm(page: Page, name: string, submit: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: submit }).click();
  await expect(dialog).toBeHidden();
}

test("a colleague is invited by mail, made an owner, forgets the password, and is removed", async ({
  page,
  browser,
}) => {
  await signInAs(page, OWNER);
  await openForm(page, SETTINGS);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText(`Mailed to ${EMAIL}`)).toBeVisible();
  // Whoever invites never holds what proves somebody else's mailbox.
  await expect(page.locator("code").filter({ hasText: "/invitation" })).toHaveCount(0);

  const colleague = await (await browser.newContext()).newPage();
  await openForm(colleague, await mailedLink("/invitation"));
  await colleague.getByLabel("Your name").fill("Kemal");
  await colleague.getByLabel("New password").fill("the first long password");
  await colleague.getByRole("button", { name: "Join" }).click();
  await expect(colleague).toHaveURL(/\/channels\/plugpoint\/health/);
  await colleague.goto(SETTINGS);
  await expect(colleague.getByRole("button", { name: "Create key" })).toHaveCount(0);

  await openForm(page, SETTINGS);
  await confirm(page, `Make owner: ${EMAIL}`, "Make owner");
  await colleague.reload();
  await expect(colleague.getByRole("button", { name: "Create key" })).toBeVisible();

  const forgetful = await (await browser.newContext()).newPage();
  await openForm(forgetful, "/sign-in");
  await forgetful.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(forgetful).toHaveURL(/\/reset-password/);
  await forgetful.getByLabel("E-mail").fill(EMAIL);
  await forgetful.getByRole("button", { name: "Mail me a link" }).click();
  await expect(forgetful.getByText("Look into your mailbox")).toBeVisible();
  const link = await mailedLink("/set-password");
  await openForm(forgetful, link);
  await forgetful.getByLabel("New password").fill("the second long password");
  await forgetful.getByRole("button", { name: "Set the password and sign in" }).click();
  await expect(forgetful).toHaveURL(/\/channels/);
  await expect(forgetful.getByRole("navigation", { name: "Main" })).toBeVisible();
  // Whatever was signed in by the old password is not any more, and the link works once.
  await colleague.goto(SETTINGS);
  await expect(colleague).toHaveURL(/\/sign-in/);
  await colleague.goto(link);
  await expect(colleague.getByText("This link no longer works")).toBeVisible();

  await openForm(page, SETTINGS);
  await confirm(page, `Remove ${EMAIL}`, "Remove");
  await expect(page.getByText(EMAIL)).toHaveCount(0);
  await forgetful.goto("/channels");
  await expect(forgetful.getByText("No Channel yet")).toBeVisible();
  await colleague.context().close();
  await forgetful.context().close();
});
