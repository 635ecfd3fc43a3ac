import { randomUUID } from "node:crypto";
import { scrollsSideways } from "../findings.ts";
import { expect, OWNER, SUPPORT, signInAs, test } from "../fixtures.ts";
import { openScreen } from "../screens.ts";
import { apiKey } from "../viewers.ts";

test.use({ refusals: [/^503 \/api\//] });

const AWAY = {
  status: 503,
  contentType: "application/problem+json",
  json: {
    type: "about:blank",
    status: 503,
    title: "Service Unavailable",
    detail: "The index does not answer.",
  },
};

/** Screens that renew themselves, and what they ask for. */
const RENEWED: [path: string, asks: string][] = [
  ["/channels?range=3h", "**/api/v1/channels?*"],
  ["/channels/brightbulb/health?range=3h", "**/api/v1/channels/brightbulb/health?*"],
  ["/pipeline", "**/api/pipeline"],
  ["/pipeline/jobs", "**/api/pipeline/jobs*"],
];

test("while a store is away the last figures stay, under a word that they are old, and go on afterwards", async ({
  page,
}) => {
  await signInAs(page, SUPPORT);
  for (const [path, asks] of RENEWED) {
    await openScreen(page, path);
    const old = page.getByText("These figures are not renewed at the moment");
    await expect(old, path).toBeHidden();
    await page.route(asks, (route) => route.fulfill(AWAY));
    await expect(old, path).toBeVisible();
    await expect(page.getByText("The index does not answer.").first(), path).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
    await page.unroute(asks);
    await expect(old, path).toBeHidden();
  }
});

test("a search that a store does not answer says so, and the next attempt shows it", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.route("**/api/v1/channels/brightbulb/requests?*", (route) => route.fulfill(AWAY));
  await page.goto("/channels/brightbulb/logs?range=3h");
  const problem = page.getByRole("alert").filter({ hasText: "The index does not answer." });
  await expect(problem).toBeVisible();
  await page.unroute("**/api/v1/channels/brightbulb/requests?*");
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("table", { name: "Requests" }).getByRole("link").first()).toBeVisible();
});

test("an address of 300 characters and a message of 2 kB break no screen", async ({ page, request }) => {
  const run = `long-${randomUUID()}`;
  const sent = await request.post("/api/v1/events", {
    headers: { authorization: `Bearer ${apiKey("--all-channels", "--name", "long texts")}` },
    data: [
      {
        timestamp: new Date().toISOString(),
        channel: "brightbulb",
        kind: "action",
        endpoint: "long_texts",
        method: "POST",
        url: `https://api.example.com/${"a".repeat(276)}`,
        status_code: 503,
        duration_ms: 5,
        run_id: run,
        error_message: `${"overloaded".repeat(100)} ${"try again later ".repeat(65)}`,
      },
    ],
  });
  expect(await sent.json()).toMatchObject({ data: { accepted: 1 } });
  await signInAs(page, OWNER);
  const search = `range=15m&q=run%3A${run}`;
  const found = async () => {
    const answer = await page.request.get(`/api/v1/channels/brightbulb/requests?${search}`);
    return ((await answer.json()) as { data: unknown[] }).data.length;
  };
  await expect.poll(found, { timeout: 60_000 }).toBe(1);
  for (const width of [390, 1440, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/channels/brightbulb/logs?${search}`);
    await page.getByRole("table", { name: "Requests" }).getByRole("link").first().click();
    await expect(page.getByRole("complementary", { name: "Request" }).getByText(/^Fault: /)).toBeVisible();
    expect(await scrollsSideways(page), `Logs at ${width}`).toBe(false);
    await openScreen(page, "/channels/brightbulb/health?range=15m");
    expect(await scrollsSideways(page), `Health at ${width}`).toBe(false);
  }
});
