import { requireStaff, scopeOf, type Viewer } from "../channels/access.ts";
import { visibleChannels } from "../channels/identify.ts";
import { AppError } from "../errors.ts";
import { instantOf } from "../events/event-id.ts";
import { pseudonymizer } from "../events/pseudonym.ts";
import type { Condition, KeywordField } from "../events/query/types.ts";
import type { ReadDeps } from "../events/read-deps.ts";
import type { IndexedEvent } from "../stores/event-index/port.ts";
import { findUsers } from "./users.ts";
import type { UserView } from "./views.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SHORTEST = 2;
const LONGEST = 320;
const MOST_REQUESTS = 20;

interface FoundRequest {
  id: string;
  /** Milliseconds. */
  at: number;
  channel: string;
  endpoint: string | null;
}

/** All that goes by a text, each kind by itself. */
export interface Found {
  users: UserView[];
  recipes: { id: string; title: string | null }[];
  requests: FoundRequest[];
  channels: { slug: string; name: string; registered: boolean }[];
}

/**
 * What this text names: a user (e-mail address, platform id or pseudonym), a Recipe's id, a request (its id, the
 * partner's own, or its run's), or a Channel (slug or part of its name). Needs `support:look-up`.
 */
export async function lookUp(
  deps: ReadDeps & { config: { RETENTION_DAYS: number } },
  viewer: Viewer,
  asked: string,
): Promise<Found> {
  requireStaff(viewer, "support:look-up");
  const text = asked.trim();
  if (text.length < SHORTEST || text.length > LONGEST) {
    throw new AppError("bad_request", `Give between ${SHORTEST} and ${LONGEST} characters.`, { field: "q" });
  }
  const channels = channelsNamed(deps, viewer, text);
  // An address is nothing but a user's, and stays out of every other query.
  if (text.includes("@")) {
    const users = await findUsers(deps.database, text);
    return { users, recipes: [], requests: [], channels: await channels };
  }
  const [users, recipes, requests] = await Promise.all([
    usersNamed(deps, viewer, text),
    recipesNamed(deps, viewer, text),
    requestsNamed(deps, viewer, text),
  ]);
  return { users, recipes, requests, channels: await channels };
}

type Deps = Parameters<typeof lookUp>[0];

/** The newest events of this value; where its instant is known, those around it before all that are kept. */
async function inEvents(
  { index, clock, config }: Deps,
  viewer: Viewer,
  [field, value]: [KeywordField, string],
  { limit, around = null }: { limit: number; around?: number | null },
): Promise<IndexedEvent[]> {
  const now = clock.now();
  const everywhere = { from: now - config.RETENTION_DAYS * DAY, to: now + DAY };
  const places = around === null ? [] : [{ from: around - HOUR, to: around + HOUR }];
  const where: Condition[] = [{ type: "keyword", field, values: [value], not: false }];
  for (const place of [...places, everywhere]) {
    const { events } = await index.search(
      { scope: scopeOf(viewer, "requests:read"), where, ...place },
      { limit },
    );
    if (events.length > 0) return events;
  }
  return [];
}

/** Whoever is not in the application database (any more) may still be in events, under the pseudonym of the id. */
async function usersNamed(deps: Deps, viewer: Viewer, text: string): Promise<UserView[]> {
  const known = await findUsers(deps.database, text);
  if (known.length > 0) return known;
  const pseudonym = pseudonymizer(deps.secrets.pseudonymKey)(text);
  const events = await inEvents(deps, viewer, ["user_id", pseudonym], { limit: 1 });
  return events.map(() => ({ pseudonym, id: null, name: null, email: null, createdAt: null }));
}

async function recipesNamed(deps: Deps, viewer: Viewer, text: string): Promise<Found["recipes"]> {
  const known = await deps.database.recipe.findUnique({
    where: { id: text },
    select: { id: true, title: true },
  });
  if (known !== null) return [known];
  const events = await inEvents(deps, viewer, ["recipe_id", text], { limit: 1 });
  return events.map(() => ({ id: text, title: null }));
}

async function requestsNamed(deps: Deps, viewer: Viewer, text: string): Promise<FoundRequest[]> {
  const limit = MOST_REQUESTS;
  const found = await Promise.all([
    inEvents(deps, viewer, ["id", text], { limit, around: instantOf(text) }),
    inEvents(deps, viewer, ["request_id", text], { limit }),
    inEvents(deps, viewer, ["run_id", text], { limit }),
  ]);
  const byId = new Map(
    found.flat().map((event) => [`${event.channel} ${event.id} ${event.timestamp}`, event]),
  );
  return [...byId.values()].map(({ id, timestamp, channel, endpoint }) => ({
    id,
    at: timestamp,
    channel,
    endpoint: endpoint ?? null,
  }));
}

async function channelsNamed(deps: Deps, viewer: Viewer, text: string): Promise<Found["channels"]> {
  const wanted = text.toLowerCase();
  const all = await visibleChannels(deps.database, viewer, scopeOf(viewer, "requests:read"));
  const exact = all.filter(({ slug, name }) => slug === wanted || name.toLowerCase() === wanted);
  if (exact.length > 0) return exact;
  return all.filter(({ slug, name }) => slug.includes(wanted) || name.toLowerCase().includes(wanted));
}
