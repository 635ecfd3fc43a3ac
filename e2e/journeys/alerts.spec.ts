import { expect, OWNER, signInAs, test } from "../fixtures.ts";

/** A file with a mistake, and a name that is taken. */
test.use({ refusals: [/^400 .*\/alert-recipes\.yaml$|^409 .*\/alert-recipes$/] });

const ALERTS = "/channels/plugpoint/alerts";

test("a Recipe is composed as a sentence, tried on the past, saved and muted", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(ALERTS);
  await page.getByRole("link", { name: "New Recipe" }).click();
  await expect(page).toHaveURL(/\/alerts\/new/);

  await page.getByRole("button", { name: "Threshold: 5" }).click();
  await page.getByRole("textbox", { name: "Percent" }).fill("0.4");
  await page.getByRole("button", { name: "Set" }).click();
  await expect(page).toHaveURL(/percent=0\.4/);
  await expect(page.getByRole("heading", { name: /it would (not )?have fired/ })).toBeVisible();
  await page.getByRole("button", { name: "1 d: the last day" }).click();
  await expect(page.getByRole("heading", { name: /^In the last day it would/ })).toBeVisible();

  await page.getByRole("button", { name: "Another destination: and also" }).click();
  await page.getByLabel("Integration key").or(page.getByLabel("Incoming webhook's address")).fill("nonsense");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "begins with https://" })).toBeVisible();
  await page.getByLabel("Incoming webhook's address").fill("https://127.0.0.1:9/services/journey");
  await page.getByRole("textbox", { name: /^Name/ }).last().fill("#journey");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("button", { name: "Destination 2: #journey" })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("button", { name: /^Threshold: 0\.4/ })).toBeVisible();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Journey errors");
  await page.getByRole("button", { name: "Save Recipe" }).click();
  await expect(page).toHaveURL(/\/alerts$/);
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Journey errors" }) });
  await expect(row).toContainText("If the error rate is above 0.4");

  await row.getByRole("button", { name: "Mute Journey errors" }).click();
  await page.getByRole("button", { name: "For 1 hour" }).click();
  await expect(row).toContainText("muted until");
  await row.getByRole("button", { name: "Switch Journey errors off" }).click();
  await expect(row).toContainText("Off");
  await row.getByRole("button", { name: "Remove Journey errors" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toHaveCount(0);
});

test("Recipes are imported as YAML after a look at what would change", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto(ALERTS);
  await page.getByRole("button", { name: "As YAML" }).click();
  const dialog = page.getByRole("dialog");
  const file = dialog.getByLabel("File to import");
  const recipe = (percent: string) => `recipes:
  - name: Imported errors
    trigger: { type: error_rate_above, percent: ${percent} }
    actions:
      - { type: email, to: on-call@brightbulb.example }`;
  await file.fill(recipe("many"));
  await dialog.getByRole("button", { name: "Show what would change" }).click();
  await expect(dialog.getByRole("alert")).toContainText("recipes.0.trigger.percent");

  await file.fill(recipe("40"));
  await dialog.getByRole("button", { name: "Show what would change" }).click();
  const changes = dialog.getByRole("list", { name: "Changes" });
  await expect(changes.getByRole("listitem").filter({ hasText: "Imported errors" })).toContainText(
    "would be created",
  );
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(changes.getByRole("listitem").filter({ hasText: "Imported errors" })).toContainText("created");
  await page.keyboard.press("Escape");
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Imported errors" }) });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Remove Imported errors" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toHaveCount(0);
});

test("a new Recipe may begin with what the Channel's past suggests; what was refused before is not said of it", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  await page.goto(ALERTS);
  const known = await page.getByRole("link", { name: /^API / }).first().textContent();
  await page.goto(`${ALERTS}/new`);
  const points = page.getByRole("region", { name: "From this Channel's past" });
  await expect(points.getByRole("link").first()).toContainText(/If .+(usual|past|past week|last week)/);

  await page.getByRole("textbox", { name: "Name", exact: true }).fill(known ?? "");
  await page.getByRole("button", { name: "Save Recipe" }).click();
  await expect(page.getByText(/^There is an alert Recipe named .* already/)).toBeVisible();
  const suggested = await points.getByRole("link").first().locator("span span").first().textContent();
  await points.getByRole("link").first().click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(suggested ?? "");
  await expect(page.getByText(/^There is an alert Recipe named .* already/)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: /it would (not )?have fired/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(known ?? "");
});

test("a search in Logs opens the composer with what a trigger can say of it", async ({ page }) => {
  await signInAs(page, OWNER);
  await page.goto("/channels/brightbulb/logs?range=24h&q=endpoint%3Aset_color%20status%3A5xx");
  await page.getByRole("link", { name: "Alert on this" }).click();
  await expect(page.getByRole("button", { name: "Endpoint: set_color" })).toBeVisible();
  await expect(page.getByText("A trigger cannot be narrowed by status:5xx.")).toBeVisible();
});

test("a Recipe is muted and unmuted on its own page, and shows what its readers would get", async ({
  page,
}) => {
  await signInAs(page, OWNER);
  const name = "Muted in the journey";
  const made = await page.request.post("/api/v1/channels/plugpoint/alert-recipes", {
    data: {
      name,
      trigger: { type: "budget_burn", objective_percent: 99.9 },
      actions: [{ type: "email", to: "mira@brightbulb.example" }],
    },
  });
  const { data } = (await made.json()) as { data: { id: string } };
  await page.goto(`${ALERTS}/${data.id}`);
  const preview = page.getByRole("region", { name: "What they read" });
  await expect(preview).toContainText(/\[Firing\] Plugpoint: /);
  await expect(preview).toContainText(`Alert Recipe “${name}”`);
  await page.getByRole("button", { name: `Mute ${name}` }).click();
  await page.getByRole("button", { name: "For 1 hour" }).click();
  await expect(page.getByText(/^Muted until/)).toBeVisible();
  await page.getByRole("button", { name: "Unmute" }).click();
  await expect(page.getByText(/^Muted until/)).toHaveCount(0);
  await page.request.delete(`/api/v1/channels/plugpoint/alert-recipes/${data.id}`);
});

for (const path of [ALERTS, `${ALERTS}/new`]) {
  test(`how complete ${path} is goes on while it is looked at`, async ({ page }) => {
    await signInAs(page, OWNER);
    await page.goto(path);
    const receipt = page.getByRole("paragraph").filter({ hasText: "complete to" });
    const before = await receipt.textContent();
    await expect(receipt).not.toHaveText(before ?? "");
  });
}
