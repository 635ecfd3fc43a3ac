import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { expect, SUPPORT, signInAs, test } from "../fixtures.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** A record that no event can be made of, straight into the stream: the API would refuse it. */
function poison(value: string): void {
  execFileSync(process.execPath, ["scripts/run.mjs", "e2e/append-record.ts", value], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR },
  });
}

test("support sees the pipeline keep up, finds a poison record and sends it again", async ({ page }) => {
  const mark = randomUUID();
  await signInAs(page, SUPPORT);
  await page.getByRole("link", { name: "Pipeline" }).click();
  const lag = page.getByRole("region", { name: "Consumer lag" });
  await expect(lag.getByRole("cell", { name: "0", exact: true }).first()).toBeVisible();
  await expect(page.getByText(/an event is searchable .* after the stream took it \(p99/)).toBeVisible({
    timeout: 60_000,
  });
  const way = page.getByLabel(/^The way of an event/).getByRole("term");
  await expect(way).toHaveText(["Stream", "Index worker", /Index|Elasticsearch/, "Archive", "Warehouse"]);
  const workers = page.getByRole("region", { name: "Workers", exact: true });
  await expect(workers.getByRole("row").filter({ hasText: /index/ }).getByText("Alive")).toBeVisible();

  poison(`{"channel":"brightbulb","timestamp":"yesterday","duration_ms":1,"endpoint":"${mark}"}`);
  await page.goto(`/support/dead-letters?range=1h&text=${mark}`);
  const letters = page.getByRole("table", { name: "Dead letters" }).getByRole("button");
  await expect(async () => {
    await page.getByRole("button", { name: "Look" }).click();
    await expect(letters).toHaveCount(1, { timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
  await letters.first().click();
  const letter = page.getByRole("dialog", { name: "Dead letter" });
  await expect(letter.getByText(mark)).toBeVisible();
  await expect(letter.getByText("with a wrong field")).toBeVisible();
  await letter.getByRole("button", { name: "Retry" }).click();
  await expect(letter.getByText("Retried")).toBeVisible();
  await expect(letter.getByRole("button", { name: "Retry" })).toBeHidden();
});
