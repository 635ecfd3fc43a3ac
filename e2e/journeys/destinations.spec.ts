import { Webhook } from "standardwebhooks";
import { startReceiver } from "../../lib/testing/receiver.ts";
import { choose, expect, OWNER, type Page, signInAs, test } from "../fixtures.ts";
import { linkIn, mails } from "../mails.ts";
import { onInstallation } from "../on-installation.ts";

/** Of this run alone. */
const RUN = Date.now();
const HOOK = `Journey hook ${RUN}`;
const MAILBOX = `Journey mailbox ${RUN}`;
const DESTINATIONS = "/channels/plugpoint/settings/destinations";

const rowOf = (page: Page, name: string) =>
  page.getByRole("list", { name: "Destinations" }).getByRole("listitem").filter({ hasText: name });

async function add(page: Page, what: string, address: string, name: string): Promise<void> {
  await choose(page, "What", what);
  await page.getByLabel(what === "Email" ? "Address" : "URL", { exact: true }).fill(address);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add destination" }).click();
}

async function sendTest(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Send test to ${name}` }).click();
  await expect(rowOf(page, name).getByText(/^Test delivered: /)).toBeVisible();
}

async function remove(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  // What is behind an open dialog is hidden from roles, and would count as gone.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rowOf(page, name)).toHaveCount(0);
}

test("an owner adds a webhook, sees a test arrive, and changes its secret; a hostile address is refused", async ({
  page,
}) => {
  const receiver = await startReceiver();
  const secretShown = async () => {
    const text =
      (await page
        .getByText(/whsec_[\w+/=]+/)
        .first()
        .textContent()) ?? "";
    return /whsec_[\w+/=]+/.exec(text)?.[0] ?? "";
  };
  const verified = (secret: string) => {
    const got = receiver.received.at(-1);
    return new Webhook(secret).verify(got?.body ?? "", got?.headers as Record<string, string>);
  };
  try {
    await signInAs(page, OWNER);
    await page.goto(DESTINATIONS);
    await add(page, "Webhook", "https://admin:guess@127.0.0.1/hook", "Hostile");
    await expect(page.getByRole("alert").filter({ hasText: "cannot have a user name" })).toBeVisible();
    await add(page, "Webhook", receiver.url, HOOK);
    const secret = await secretShown();
    await expect(rowOf(page, HOOK)).toContainText("Nothing delivered yet");
    await sendTest(page, HOOK);
    expect(verified(secret)).toMatchObject({ type: "alert.test", data: { channel: "plugpoint" } });

    await page.getByRole("button", { name: `Rotate the secret of ${HOOK}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Rotate secret" }).click();
    const fresh =
      /whsec_[\w+/=]+/.exec(
        (await dialog
          .getByText(/whsec_/)
          .first()
          .textContent()) ?? "",
      )?.[0] ?? "";
    await page.keyboard.press("Escape");
    await page.mouse.click(5, 5);
    await expect(dialog.getByText(fresh).first(), "only its button closes what is shown once").toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();
    expect(fresh).not.toBe(secret);
    await page.reload();
    await expect(rowOf(page, HOOK)).toContainText("Last delivered");
    await sendTest(page, HOOK);
    for (const each of [secret, fresh]) expect(verified(each)).toMatchObject({ type: "alert.test" });
    await remove(page, HOOK);
  } finally {
    await receiver.close();
  }
});

test("a stranger's mailbox gets alerts once its reader has followed the link in the mail, and no reminders if they want none", async ({
  page,
  browser,
  baseURL,
}) => {
  const to = `oncall-${RUN}@partner.example`;
  const mailed = (subject: RegExp) =>
    mails().find((mail) => mail.to.includes(to) && subject.test(mail.subject));
  await signInAs(page, OWNER);
  await page.goto(DESTINATIONS);
  await add(page, "Email", to, MAILBOX);
  await expect(page.getByText("A link is on its way to that address.")).toBeVisible();
  await expect(rowOf(page, MAILBOX)).toContainText("waits for confirmation");
  await expect(page.getByRole("button", { name: `Send test to ${MAILBOX}` })).toHaveCount(0);

  await expect.poll(() => mailed(/^Confirm alerts of/)).toBeTruthy();
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(linkIn(mailed(/^Confirm alerts of/), "/confirm-destination"));
  await reader.getByRole("button", { name: "Confirm this address" }).click();
  await expect(reader.getByText(`${to} is confirmed`)).toBeVisible();

  await page.reload();
  await sendTest(page, MAILBOX);
  await expect.poll(() => mailed(/^\[Test\] Plugpoint/)).toBeTruthy();
  await page.reload();
  await expect(rowOf(page, MAILBOX)).toContainText("Last delivered");

  const link = onInstallation("reminders-link.ts", MAILBOX, baseURL ?? "");
  await reader.goto(link);
  await reader.getByRole("button", { name: "Stop reminders" }).click();
  await expect(reader.getByText("No reminders will be sent to this address.")).toBeVisible();
  await page.reload();
  await expect(rowOf(page, MAILBOX)).toContainText("Gets no reminders");
  await reader.goto(link);
  await expect(reader.getByRole("heading", { name: "Reminders are stopped" })).toBeVisible();
  await reader.getByRole("button", { name: "Send reminders again" }).click();
  await expect(reader.getByText("Reminders will be sent to this address again.")).toBeVisible();
  await page.reload();
  await expect(rowOf(page, MAILBOX)).not.toContainText("Gets no reminders");
  await remove(page, MAILBOX);
});
