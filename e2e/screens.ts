import { expect, type Page } from "@playwright/test";
import { ADMIN, OWNER, SUPPORT } from "./fixtures.ts";
import { seededIncident } from "./seeded-incident.ts";

const CHANNEL = "/channels/brightbulb";

/** Some addresses are known only once the demo runs. */
export type Path = string | ((page: Page) => Promise<string>);

/** Nobody is signed in. */
export const NOBODY = "nobody";

/** Everything a browser can open: by who looks at it, the page of the file tree and where it is found with content. */
export const SCREENS: Record<string, [route: string, path: Path][]> = {
  [NOBODY]: [
    ["/sign-in", "/sign-in"],
    ["/reset-password", "/reset-password"],
    ["/set-password", "/set-password?token=guessed"],
    ["/confirm-destination", "/confirm-destination?token=guessed"],
    ["/unsubscribe", "/unsubscribe?d=guessed&s=guessed"],
    ["/invitation", "/invitation?token=guessed"],
  ],
  [OWNER]: [
    ["/channels", "/channels?range=24h"],
    ["/channels/[slug]/health", `${CHANNEL}/health?range=24h`],
    ["/channels/[slug]/logs", `${CHANNEL}/logs?range=24h`],
    ["/channels/[slug]/logs", `${CHANNEL}/logs?range=24h&q=is%3Afailed%20stat%3A503`],
    ["/channels/[slug]/logs", `${CHANNEL}/logs?range=15m&q=endpoint%3Ano_such_endpoint`],
    ["/channels/[slug]/usage", `${CHANNEL}/usage`],
    ["/channels/[slug]/alerts", `${CHANNEL}/alerts`],
    ["/channels/[slug]/alerts/new", `${CHANNEL}/alerts/new`],
    ["/channels/[slug]/alerts/[id]", firstRecipe],
    ["/channels/[slug]/incidents", `${CHANNEL}/incidents`],
    [
      "/channels/[slug]/incidents/[number]",
      async () => `${CHANNEL}/incidents/${seededIncident("brightbulb", "open")}`,
    ],
    ["/channels/[slug]/settings", `${CHANNEL}/settings`],
    ["/channels/[slug]/settings/destinations", `${CHANNEL}/settings/destinations`],
    ["/channels/[slug]/settings/audit", `${CHANNEL}/settings/audit`],
    ["/connected-apps", "/connected-apps"],
    [
      "/ifttt/oauth/authorize",
      "/ifttt/oauth/authorize?client_id=engine&redirect_uri=https%3A%2F%2Fengine.example%2Fauthorize&response_type=code&scope=ifttt",
    ],
    ["/design", "/design"],
  ],
  [SUPPORT]: [
    ["/channels", "/channels?range=3h"],
    ["/support", "/support"],
    ["/support", "/support?q=bright"],
    ["/support/users/[id]", firstUser],
    ["/support/recipes/[id]", "/support/recipes/r_30031?range=24h"],
    ["/support/demo", "/support/demo"],
    ["/support/unregistered", "/support/unregistered"],
    ["/support/dead-letters", "/support/dead-letters"],
    ["/pipeline", "/pipeline"],
    ["/pipeline/jobs", "/pipeline/jobs"],
    ["/usage", "/usage"],
    ["/usage", "/usage?days=91d&by=runs"],
    ["/reports", "/reports"],
    ["/reports", "/reports?measure=requests&by=channel&days=28"],
  ],
  [ADMIN]: [["/admin", "/admin"]],
};

/** Opens a screen and waits until everything it holds a place for is there. */
export async function openScreen(page: Page, path: Path): Promise<string> {
  const address = typeof path === "string" ? path : await path(page);
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(200);
  // One page shows what waiting looks like.
  if (address !== "/design") {
    await expect(page.getByRole("main").locator("[aria-busy=true]")).toHaveCount(0);
  }
  await page.waitForLoadState("networkidle");
  return address;
}

async function firstRecipe(page: Page): Promise<string> {
  const answer = await page.request.get(`/api/v1${CHANNEL}/alert-recipes`);
  const { data } = (await answer.json()) as { data: { id: string }[] };
  expect(data.length, "Recipes of the demo").toBeGreaterThan(0);
  return `${CHANNEL}/alerts/${data[0]?.id}`;
}

async function firstUser(page: Page): Promise<string> {
  const answer = await page.request.get(`/api/v1${CHANNEL}/affected?range=24h`);
  const { data } = (await answer.json()) as { data: { users: { id: string }[] } };
  expect(data.users.length, "users whom a failure reached").toBeGreaterThan(0);
  return `/support/users/${data.users[0]?.id}?range=24h`;
}
