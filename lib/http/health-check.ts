import { systemScope } from "../channels/access.ts";
import type { EventQuery } from "../events/query/types.ts";
import { getServer, type Server } from "../server.ts";

const LONGEST_MS = 2_000;

type Line = "ok" | "failing";

/** What an operator's monitor asks; open to anyone, so it says nothing more than this. */
interface HealthCheck {
  web: Line;
  database: Line;
  stream: Line;
  index: Line;
}

async function within(check: Promise<unknown>): Promise<Line> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Line>((resolve) => {
    timer = setTimeout(() => resolve("failing"), LONGEST_MS);
  });
  const answered = check.then(
    (): Line => "ok",
    (): Line => "failing",
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A search that finds nothing, since no Channel is in its scope. */
const anything = (now: number): EventQuery => ({ scope: systemScope([]), from: now - 1, to: now, where: [] });

/** Asks each store something small; none may take longer than 2 seconds. */
export async function checkHealth(open: () => Promise<Server> = getServer): Promise<HealthCheck> {
  const opened = open();
  const [database, stream, index] = await Promise.all([
    within(opened.then((server) => server.database.$queryRaw`select 1`)),
    within(opened.then((server) => server.stream.lag("api-requests", "index-events"))),
    within(opened.then(({ index, clock }) => index.search(anything(clock.now()), { limit: 1 }))),
  ]);
  return { web: "ok", database, stream, index };
}

export async function healthCheckResponse(): Promise<Response> {
  const lines = await checkHealth();
  const healthy = Object.values(lines).every((line) => line === "ok");
  return Response.json(lines, {
    status: healthy ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
