import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getServer } from "./server.ts";

const { closed, logged, opens } = vi.hoisted(() => {
  const [closed, logged]: [string[], string[]] = [[], []];
  const opens = (name: string, after = 0) =>
    vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, after));
      return { secrets: {}, close: async () => void closed.push(name) };
    });
  return { closed, logged, opens };
});

vi.mock("./log.ts", () => ({
  createLog: () => ({ error: (_: unknown, message: string) => void logged.push(message) }),
}));
vi.mock("./installation.ts", () => ({ openInstallation: opens("installation") }));
vi.mock("./stores/open.ts", () => ({
  openArchive: opens("archive"),
  openEventStream: opens("stream"),
  openEventIndex: opens("index", 20),
  openRollups: opens("rollups"),
  openIndexCluster: vi.fn(async () => null),
  openWarehouseReports: opens("reports"),
  openWarehouse: vi.fn(),
}));
const stores = await import("./stores/open.ts");

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", "postgres://somebody@127.0.0.1/nothing");
});
afterEach(() => {
  closed.length = 0;
  logged.length = 0;
  vi.unstubAllEnvs();
});

const unavailable = expect.objectContaining({ code: "unavailable" });

test("what was opened before the last store failed is closed, the reason logged once, and the next call tries again", async () => {
  vi.mocked(stores.openWarehouse).mockRejectedValueOnce(new Error("no bucket"));
  await expect(getServer()).rejects.toEqual(unavailable);
  expect(closed).toEqual(["reports", "index", "rollups", "stream", "installation"]);
  expect(logged).toEqual(["a store cannot be opened"]);

  vi.mocked(stores.openWarehouse).mockRejectedValueOnce(new Error("no bucket"));
  await Promise.all([1, 2].map(() => expect(getServer()).rejects.toEqual(unavailable)));
  expect(logged).toHaveLength(2);
});

test("a store that opens after another has failed is closed, too", async () => {
  vi.mocked(stores.openRollups).mockRejectedValueOnce(new Error("away"));
  await expect(getServer()).rejects.toEqual(unavailable);
  expect(closed).toEqual(["index", "stream", "installation"]);
});
