import type { DemoRecipe, Population } from "../population.ts";
import { createRandom } from "../random.ts";
import type { Writer } from "./writer.ts";

const DAY = 86_400_000;
const OLDEST_DAYS = 900;
const NEWEST_DAYS = 10;
interface DatedRecipe {
  recipe: DemoRecipe;
  createdAt: Date;
  disabledAt: Date | null;
}

/** When each Recipe was made: more of them lately, as on a platform that grows. */
function date(recipes: readonly DemoRecipe[], now: number): DatedRecipe[] {
  const random = createRandom("recipe dates");
  return recipes.map((recipe) => {
    const age = (NEWEST_DAYS + (OLDEST_DAYS - NEWEST_DAYS) * random.next() ** 2) * DAY;
    const createdAt = new Date(now - age);
    const disabledAt = recipe.enabled ? null : new Date(now - age * random.next());
    return { recipe, createdAt, disabledAt };
  });
}

/** Platform users, their connections and Recipes. */
export async function seedPlatform(
  writer: Writer,
  population: Population,
  { now, pseudonymOf }: { now: number; pseudonymOf(userId: string): string },
): Promise<void> {
  const dated = date(population.recipes, now);
  const firstOf = new Map<string, Date>();
  const connectedAt = new Map<string, { user_id: string; channel_slug: string; since: Date }>();
  for (const { recipe, createdAt } of dated) {
    const userId = recipe.user.id;
    const first = firstOf.get(userId);
    if (first === undefined || createdAt < first) firstOf.set(userId, createdAt);
    for (const { channel } of [recipe.trigger, recipe.action]) {
      const key = `${userId} ${channel.slug}`;
      const known = connectedAt.get(key);
      if (known === undefined || createdAt < known.since)
        connectedAt.set(key, { user_id: userId, channel_slug: channel.slug, since: createdAt });
    }
  }
  const users = population.users.map(({ id, name, email }) => ({
    id,
    name,
    email,
    pseudonym: pseudonymOf(id),
    created_at: firstOf.get(id),
  }));
  // One statement for a whole table: as JSON, thousands of rows are one parameter.
  await writer.$executeRaw`insert into platform_users (id, name, email, pseudonym, created_at)
    select id, name, email, pseudonym, created_at from jsonb_to_recordset(${JSON.stringify(users)}::jsonb)
      as row (id text, name text, email text, pseudonym text, created_at timestamptz)
    on conflict do nothing`;
  await writer.$executeRaw`insert into connections (user_id, channel_slug, since)
    select user_id, channel_slug, since from jsonb_to_recordset(${JSON.stringify([...connectedAt.values()])}::jsonb)
      as row (user_id text, channel_slug text, since timestamptz)`;
  await seedRecipes(writer, dated);
}

async function seedRecipes(writer: Writer, dated: DatedRecipe[]): Promise<void> {
  const rows = dated.map(({ recipe, createdAt, disabledAt }) => ({
    id: recipe.id,
    title: recipe.title,
    user_id: recipe.user.id,
    trigger_channel: recipe.trigger.channel.slug,
    trigger: recipe.trigger.endpoint.slug,
    action_channel: recipe.action.channel.slug,
    action: recipe.action.endpoint.slug,
    disabled_at: disabledAt,
    created_at: createdAt,
  }));
  await writer.$executeRaw`insert into recipes (id, title, user_id, trigger_endpoint_id, action_endpoint_id,
      enabled, enabled_at, disabled_at, created_at)
    select row.id, title, user_id, t.id, a.id, disabled_at is null,
      case when disabled_at is null then created_at end, disabled_at, created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id text, title text, user_id text, trigger_channel text, trigger text,
        action_channel text, action text, disabled_at timestamptz, created_at timestamptz)
    join endpoints t on t.channel_slug = trigger_channel and t.kind = 'trigger' and t.slug = trigger
    join endpoints a on a.channel_slug = action_channel and a.kind = 'action' and a.slug = action
    on conflict do nothing`;
  await writer.$executeRaw`insert into recipe_state_changes (recipe_id, at, state)
    select id, at, state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id text, disabled_at timestamptz, created_at timestamptz),
      lateral (values (created_at, 'created'), (disabled_at, 'disabled')) as change (at, state)
    where at is not null
    on conflict do nothing`;
}
