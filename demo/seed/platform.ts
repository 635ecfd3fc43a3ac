import { createdAt, type DemoRecipe, isEnabledAt, type Population } from "../population/types.ts";
import type { Writer } from "./writer.ts";

/** Milliseconds since 1970: from the first up to, not including, the second. */
export interface Span {
  from: number;
  to: number;
}

const BEGINNING = Number.NEGATIVE_INFINITY;
export const allBefore = (to: number): Span => ({ from: BEGINNING, to });

const within = (at: number | null, { from, to }: Span) => at !== null && at >= from && at < to;
const dateOf = (at: number | null, { to }: Span) => (at === null || at >= to ? null : new Date(at));

/**
 * What people did with the platform in a span, as its database knows it at the end: users, connections, Recipes. Writing a
 * span again changes nothing, and who or what was removed meanwhile stays removed.
 */
export async function writePlatform(
  writer: Writer,
  population: Population,
  { span, pseudonymOf }: { span: Span; pseudonymOf(userId: string): string },
): Promise<void> {
  const users = population.users
    .filter(({ joinedAt }) => within(joinedAt, span))
    .map(({ id, name, email, joinedAt }) => {
      return { id, name, email, pseudonym: pseudonymOf(id), created_at: new Date(joinedAt) };
    });
  // One statement for a whole table: as JSON, thousands of rows are one parameter.
  await writer.$executeRaw`insert into platform_users (id, name, email, pseudonym, created_at)
    select id, name, email, pseudonym, created_at from jsonb_to_recordset(${JSON.stringify(users)}::jsonb)
      as row (id text, name text, email text, pseudonym text, created_at timestamptz)
    on conflict do nothing`;
  await writeConnections(writer, population, span);
  await writeRecipes(writer, population.recipes, span);
}

async function writeConnections(writer: Writer, { connections }: Population, span: Span): Promise<void> {
  const rows = connections
    .filter(({ from, to }) => within(from, span) || within(to, span))
    .map(({ user, channel, from, to }) => {
      return { user_id: user.id, slug: channel.slug, since: new Date(from), until: dateOf(to, span) };
    });
  await writer.$executeRaw`insert into connections (user_id, channel_slug, since, until)
    select user_id, channels.slug, since, until from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (user_id text, slug text, since timestamptz, until timestamptz)
    join platform_users on platform_users.id = user_id
    join channels using (slug)
    on conflict (user_id, channel_slug, since) do update set until = excluded.until`;
}

/** The last change before the span's end. */
function stateOf(recipe: DemoRecipe, span: Span) {
  const last = recipe.changes.findLast(({ at }) => at < span.to);
  return { state: last?.state, enabled: isEnabledAt(recipe, span.to - 1), since: new Date(last?.at ?? 0) };
}

async function writeRecipes(writer: Writer, recipes: readonly DemoRecipe[], span: Span): Promise<void> {
  const changed = recipes.filter(({ changes }) => changes.some(({ at }) => within(at, span)));
  const deleted = changed.filter((recipe) => stateOf(recipe, span).state === "deleted").map(({ id }) => id);
  const present = changed.filter(({ id }) => !deleted.includes(id));
  const rows = present.map((recipe) => {
    const { enabled, since } = stateOf(recipe, span);
    return {
      id: recipe.id,
      title: recipe.title,
      user_id: recipe.user.id,
      trigger_channel: recipe.trigger.channel.slug,
      trigger: recipe.trigger.endpoint.slug,
      action_channel: recipe.action.channel.slug,
      action: recipe.action.endpoint.slug,
      enabled,
      enabled_at: enabled ? since : null,
      disabled_at: enabled ? null : since,
      created_at: new Date(createdAt(recipe)),
      is_new: within(createdAt(recipe), span),
    };
  });
  await writer.$executeRaw`delete from recipes where id = any(${deleted})`;
  await writer.$executeRaw`update recipes
    set enabled = row.enabled, enabled_at = row.enabled_at, disabled_at = row.disabled_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id text, enabled boolean, enabled_at timestamptz, disabled_at timestamptz)
    where recipes.id = row.id`;
  await writer.$executeRaw`insert into recipes (id, title, user_id, trigger_endpoint_id, action_endpoint_id,
      enabled, enabled_at, disabled_at, created_at)
    select row.id, title, user_id, t.id, a.id, enabled, enabled_at, disabled_at, row.created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id text, title text, user_id text, trigger_channel text, trigger text, action_channel text, action text,
        enabled boolean, enabled_at timestamptz, disabled_at timestamptz, created_at timestamptz, is_new boolean)
    join platform_users on platform_users.id = user_id
    join endpoints t on t.channel_slug = trigger_channel and t.kind = 'trigger' and t.slug = trigger
    join endpoints a on a.channel_slug = action_channel and a.kind = 'action' and a.slug = action
    where is_new
    on conflict do nothing`;
  const changes = present.flatMap(({ id, changes }) =>
    changes
      .filter(({ at }) => within(at, span))
      .map(({ at, state }) => ({ recipe_id: id, at: new Date(at), state })),
  );
  await writer.$executeRaw`insert into recipe_state_changes (recipe_id, at, state)
    select recipe_id, at, state from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as row (recipe_id text, at timestamptz, state text)
    join recipes on recipes.id = recipe_id
    on conflict do nothing`;
}
