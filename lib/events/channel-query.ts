import { canAsStaff, channelScope, type Viewer } from "../channels/access.ts";
import { identifyChannel } from "../channels/identify.ts";
import { pseudonymizer } from "./pseudonym.ts";
import { conditionsOf } from "./query/parse.ts";
import type { Condition, EventQuery } from "./query/types.ts";
import type { ReadDeps } from "./read-deps.ts";

/** Who asked, may know the platform's own ids: staff of support, and the operator's keys. */
function knowsPlatformIds(viewer: Viewer): boolean {
  return viewer.type === "key" ? viewer.channel === null : canAsStaff(viewer, "support:look-up");
}

async function pseudonymsOf(deps: ReadDeps, values: readonly string[]): Promise<string[]> {
  const pseudonymOf = pseudonymizer(deps.secrets.pseudonymKey);
  const emails = values.filter((value) => value.includes("@"));
  const people = emails.length === 0 ? [] : await findUsers(deps, emails);
  return values.flatMap((value) => {
    const found = people.filter((user) => user.email?.toLowerCase() === value.toLowerCase());
    return found.length > 0 ? found.map((user) => user.pseudonym) : [pseudonymOf(value)];
  });
}

function findUsers({ database }: ReadDeps, emails: readonly string[]) {
  return database.platformUser.findMany({
    where: { email: { in: [...emails], mode: "insensitive" } },
    select: { email: true, pseudonym: true },
    take: 100,
  });
}

/** Platform ids and e-mails of `user:` become pseudonyms, for those who may know them; partners give pseudonyms. */
async function resolveUsers(deps: ReadDeps, viewer: Viewer, where: Condition[]): Promise<Condition[]> {
  if (!knowsPlatformIds(viewer)) return where;
  return Promise.all(
    where.map(async (condition) =>
      condition.type === "keyword" && condition.field === "user_id"
        ? { ...condition, values: await pseudonymsOf(deps, condition.values) }
        : condition,
    ),
  );
}

/**
 * The conditions of a query text on one Channel that the viewer may read, with the scope to run them in. Throws
 * `not_found` for a Channel out of sight and `bad_request` on `q` for a text that cannot be understood.
 */
export async function channelQuery(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  text: string,
): Promise<Pick<EventQuery, "scope" | "where">> {
  const scope = channelScope(viewer, "requests:read", slug);
  const where = conditionsOf(text);
  await identifyChannel(deps.database, viewer, slug);
  return { scope, where: await resolveUsers(deps, viewer, where) };
}
