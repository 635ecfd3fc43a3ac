import { execFileSync } from "node:child_process";
import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, OWNER, SUPPORT, signInAs, test } from "../fixtures.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const DAY_MS = 86_400_000;

/** What the archive has of the interactions of a day, by hour. */
const folderOf = (day: string) =>
  join(process.env.E2E_DATA_DIR ?? "", "archive", "interactions", ...day.split("-"));

/** What the operator's command prints on the installation under test. */
function verify(day: string): string {
  const command = ["scripts/run.mjs", "scripts/verify.ts", "--for", day];
  const env = { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR };
  try {
    return execFileSync(process.execPath, command, { cwd: ROOT, env, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

/** An hour of the archive is lost: found by the next verification, shown to staff, and said under every chart. */
test("a chart's receipt turns amber while verification fails, and back", async ({ page, browser }) => {
  const day = new Date(Date.now() - 9 * DAY_MS).toISOString().slice(0, 10);
  await signInAs(page, OWNER);
  const receipt = page.getByRole("region", { name: "Used together with" }).getByText(/^Complete to/);
  await expect(async () => {
    await page.goto("/channels/brightbulb/usage");
    await expect(receipt).toContainText("· equal to the event stream at", { timeout: 5_000 });
  }).toPass({ timeout: 120_000 });

  const folder = folderOf(day);
  const hour = readdirSync(folder).sort()[8] ?? "";
  const staff = await (await browser.newContext()).newPage();
  const panel = staff.getByRole("region", { name: "Verification" });
  const disagreements = panel.getByRole("list", { name: "Disagreements" });
  const [kept, away] = [join(folder, hour), join(process.env.E2E_DATA_DIR ?? "", "hour-away")];
  renameSync(kept, away);
  try {
    await expect.poll(() => verify(day), { timeout: 60_000 }).toContain("The archive has lost");
    await page.reload();
    await expect(receipt).toContainText("· not equal to the event stream at");

    await signInAs(staff, SUPPORT);
    await staff.goto(`/pipeline?day=${day}`);
    await expect(disagreements).toContainText(`${day} ${hour}:00 UTC`);
    await expect(staff.getByText("PostgreSQL, 1 day not as the source")).toBeVisible();
  } finally {
    renameSync(away, kept);
  }
  await panel.getByRole("button", { name: "Run again" }).click();
  await expect(panel.getByRole("button", { name: "Running…" })).toBeVisible();
  await expect(panel.getByRole("button", { name: "Run again" })).toBeVisible();
  await expect(disagreements).toBeHidden();
  await staff.context().close();
  await page.reload();
  await expect(receipt).toContainText("· equal to the event stream at");
});
