import { defineConfig } from "@playwright/test";

/**
 * The main journeys through what the event stores answer. What Logs' tools and the list of Channels ask besides is in
 * the contract that both indices meet; the other journeys read the application database, which is the same.
 */
const ON_ENGINES =
  /journeys\/(alert-fires|demo-fault|find-the-failure|health|hostile-text|live-tail|pipeline|support)\.spec\.ts/;

/** The runner (`npm test -- browser`) starts a product per project and says where it is; nothing is started here. */
export default defineConfig({
  testDir: "e2e",
  outputDir: ".test/playwright",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // These end what hangs; how quick a screen is, `npm run bench -- screens` says. Two slow cores also run the engines.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? ".test/e2e.json" }]],
  use: {
    baseURL: process.env.E2E_BASE_URL ?? "http://localhost:3000",
    screenshot: "only-on-failure",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.E2E_CHROMIUM ?? undefined,
      chromiumSandbox: false,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "embedded", testMatch: /journeys\/.*\.spec\.ts|(matrix|opened|pieces|screens)\.spec\.ts/ },
    { name: "engines", testMatch: ON_ENGINES },
    { name: "first-steps", testMatch: /first-steps\.spec\.ts/ },
  ],
});
