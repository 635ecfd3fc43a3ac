import { test as base, expect, type Page, type Response } from "@playwright/test";

export { expect, type Page };

/** The browser names a refused or failed request a second time; those are judged by their answer. */
const SAID_TWICE = /Failed to load resource/;
/** A page that is left, or a test that is offline, breaks off what was under way. */
const BROKEN_OFF = /net::(ERR_ABORTED|ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED)/;

interface Fixtures {
  /** Answers of 400 and above that this test asks for, as "status path". */
  refusals: RegExp[];
  /** Fails a test with an error in a console, a request that failed or was refused, or a page without its policy. */
  quiet: undefined;
}

export const test = base.extend<Fixtures>({
  refusals: [[], { option: true }],
  quiet: [
    async ({ context, refusals }, use) => {
      const wrong: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error" && !SAID_TWICE.test(message.text())) wrong.push(message.text());
      });
      context.on("weberror", (error) => wrong.push(error.error().message));
      context.on("requestfailed", (request) => {
        const reason = request.failure()?.errorText ?? "";
        if (!BROKEN_OFF.test(reason)) wrong.push(`${reason} ${request.url()}`);
      });
      context.on("response", (response) => {
        const { pathname } = new URL(response.url());
        const answer = `${response.status()} ${pathname}`;
        if (response.status() >= 400 && !refusals.some((wanted) => wanted.test(answer))) wrong.push(answer);
        if (isPage(response) && !strict(response)) wrong.push(`no strict policy: ${pathname}`);
      });
      await use(undefined);
      expect(wrong, "errors, failed requests and pages without their policy").toEqual([]);
    },
    { auto: true },
  ],
});

/** A document of the product itself: tests stand in for others. */
const isPage = (response: Response) =>
  response.request().resourceType() === "document" &&
  (response.headers()["content-type"] ?? "").startsWith("text/html") &&
  new URL(response.url()).hostname === "localhost";

/** Scripts run by nonce only. */
function strict(response: Response): boolean {
  const policy = (response.headers()["content-security-policy"] ?? "").split("; ");
  const scripts = policy.find((part) => part.startsWith("script-src ")) ?? "";
  return /'nonce-[\w+/=-]{16,}'/.test(scripts) && !scripts.includes("unsafe");
}

/** Signs a person of the demo in, by one click as a visitor would. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  // A link that is clicked before the page has all come leaves it half told, which React reports.
  await page.waitForLoadState();
}

/** Opens a page and waits until its scripts are there: a form sent before says nothing. */
export async function openForm(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState("networkidle");
}

export const OWNER = "Mira Kovač";
export const SUPPORT = "Sena Yıldız";
export const ANALYST = "Inês Duarte";
export const ADMIN = "Alex Osei";

/** Chooses from a select by the names that a person reads. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });
}
