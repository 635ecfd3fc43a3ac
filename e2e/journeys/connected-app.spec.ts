import { expect, OWNER, signInAs, test } from "../fixtures.ts";

/** As `scripts/test/browser.ts` configures the product under test. */
const ENGINE = {
  client_id: "engine",
  client_secret: "a client secret for tests only",
  redirect_uri: "https://engine.example/authorize",
};

/** The engine's side is played by the test: it never leaves this machine. */
test("an engine of the IFTTT kind is connected, reads who it is for, and is disconnected again", async ({
  page,
  request,
}) => {
  await page.route("https://engine.example/**", (route) => route.fulfill({ body: "Back at the engine" }));
  await signInAs(page, OWNER);
  const { client_id, redirect_uri } = ENGINE;
  const asked = new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: "code",
    scope: "ifttt",
    state: "of the journey",
  });
  await page.goto(`/ifttt/oauth/authorize?${asked}`);
  await expect(page.getByRole("heading", { name: "Connect Engine?" })).toBeVisible();
  await expect(page.getByText("Plugpoint").first()).toBeVisible();
  await page.getByRole("button", { name: "Connect Engine" }).click();
  await page.waitForURL(/^https:\/\/engine\.example\/authorize\?/);
  const back = new URL(page.url()).searchParams;
  expect(back.get("state")).toBe("of the journey");

  const form = { ...ENGINE, grant_type: "authorization_code", code: back.get("code") ?? "" };
  const wrong = await request.post("/ifttt/oauth/token", { form: { ...form, client_secret: "guessed" } });
  expect([wrong.status(), await wrong.json()]).toEqual([401, { error: "invalid_client" }]);
  const answer = await request.post("/ifttt/oauth/token", { form });
  expect(answer.status()).toBe(200);
  const { access_token, token_type } = (await answer.json()) as Record<string, string>;
  expect(token_type).toBe("Bearer");
  const whoIs = () =>
    request.get("/ifttt/v1/user/info", { headers: { authorization: `Bearer ${access_token}` } });
  expect(await (await whoIs()).json()).toMatchObject({
    data: { id: expect.any(String), name: OWNER },
  });

  await page.goto("/connected-apps");
  const row = page.getByRole("row").filter({ hasText: "Engine" });
  await row.getByRole("button", { name: "Disconnect Engine" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row).toHaveCount(0);
  expect((await whoIs()).status()).toBe(401);
});
