import { test as base, expect, type Page } from "@playwright/test";

export { expect, type Page };

/** Noise that no page of ours causes: the browser names a failed or refused request a second time, and what it was told not to reach. */
const ALLOWED = [
  /Failed to load resource: the server responded with a status of (400|404)/,
  /net::ERR_INTERNET_DISCONNECTED/,
];

interface Fixtures {
  /** Fails a test whose page wrote an error to its console. */
  quietConsole: undefined;
}

export const test = base.extend<Fixtures>({
  quietConsole: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" && !ALLOWED.some((pattern) => pattern.test(message.text()))) {
          errors.push(message.text());
        }
      });
      page.on("pageerror", (error) => errors.push(error.message));
      await use(undefined);
      expect(errors, "errors in the console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs a person of the demo in, by one click as a visitor would. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
}

export const OWNER = "Mira Kovač";
export const SUPPORT = "Sena Yıldız";
export const ADMIN = "Alex Osei";

/** Chooses from a select by the names that a person reads. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });
}
