import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { safeText } from "../../lib/format/safe-text.ts";
import { expect, OWNER, signInAs, test } from "../fixtures.ts";
import { HOSTILE_TEXTS } from "../hostile-texts.ts";
import { apiKey } from "../viewers.ts";

/** As the product keeps it: what no store can hold becomes a replacement character. */
const kept = (text: string) => text.toWellFormed().replaceAll("\0", "\ufffd");
/** A page's text, however it is wrapped. */
const flat = (text: string) => text.replaceAll(/\s+/g, " ").trim();

/** Every text a partner's API has a say in. */
function eventOf(text: string, index: number, run: string) {
  return {
    timestamp: new Date(Date.now() - (index + 1) * 1_000).toISOString(),
    channel: "brightbulb",
    kind: "action",
    endpoint: `hostile_${index}`,
    method: "POST",
    url: `https://api.example.com/${text.slice(0, 200)}`,
    status_code: 503,
    duration_ms: 5,
    run_id: run,
    request_id: text.slice(0, 200),
    worker: text.slice(0, 100),
    error_message: text,
    response_excerpt: text,
    request_headers: { "x-hostile": text.slice(0, 2_000) },
  };
}

test("thirty hostile texts are shown as text, and none acts", async ({ page, request }) => {
  expect(HOSTILE_TEXTS).toHaveLength(30);
  const run = `hostile-${randomUUID()}`;
  const sent = await request.post("/api/v1/events", {
    headers: { authorization: `Bearer ${apiKey("--all-channels", "--name", "hostile")}` },
    data: HOSTILE_TEXTS.map((text, index) => eventOf(text, index, run)),
  });
  expect(await sent.json()).toMatchObject({ data: { accepted: 30, rejected: 0 } });

  const opened: string[] = [];
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => opened.push("dialog")));
  page.on("popup", () => opened.push("popup"));
  await signInAs(page, OWNER);
  const search = `range=15m&q=run%3A${run}`;
  const found = async () => {
    const answer = await page.request.get(`/api/v1/channels/brightbulb/requests?${search}&limit=50`);
    return ((await answer.json()) as { data: unknown[] }).data.length;
  };
  await expect.poll(found, { timeout: 60_000 }).toBe(30);
  await page.goto(`/channels/brightbulb/logs?${search}`);
  await expect(page.getByRole("table", { name: "Requests" })).toHaveAttribute("aria-rowcount", "31");

  const drawer = page.getByRole("complementary", { name: "Request" });
  for (const [index, text] of HOSTILE_TEXTS.entries()) {
    await page.keyboard.press("j");
    await expect(drawer.getByRole("heading", { name: `hostile_${index}`, exact: true })).toBeVisible();
    const code = drawer.locator("pre code");
    await expect(code).toBeVisible();
    expect(flat((await code.textContent()) ?? "")).toBe(flat(safeText(kept(text))));
  }

  const shown = await page.evaluate(() => ({
    ran: "hostile" in window,
    elements: document.querySelectorAll("main script, main iframe, main img, main style, main object").length,
    acting: /[\p{Cc}\p{Cf}\u2028\u2029]/u.exec(
      (document.body.textContent ?? "").replaceAll(/[\n\t]/g, ""),
    )?.[0],
    links: [...document.links].filter((link) => !link.protocol.startsWith("http")).map((link) => link.href),
    title: document.title,
  }));
  expect(shown).toEqual({ ran: false, elements: 0, acting: undefined, links: [], title: expect.any(String) });
  expect(opened).toEqual([]);

  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^CSV/ }).click(),
  ]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"";""a"")"`);
  expect(csv).not.toMatch(/(^|,)"?=/m);
});
