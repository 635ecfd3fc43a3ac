import type { Database } from "../database/client.ts";
import type { Pseudonymize } from "../events/pseudonym.ts";
import type { Entity } from "./entities.ts";
import type { SourceRow } from "./source.ts";
import { readTruth } from "./truth.ts";

/** Told of what is read of a platform's own database, as it is read. */
export type Adopt = (entity: Entity, rows: readonly SourceRow[]) => Promise<void>;

/**
 * Takes endpoints' names, and Recipes with titles and states, into the application database, so that screens can name
 * them; those of Channels that it does not know, and of users that were forgotten, are left out. Taking them again changes
 * nothing.
 */
export function adoptInto(database: Database, pseudonymize: Pseudonymize): Adopt {
  return async (entity, rows) => {
    if (entity === "endpoints") await adoptEndpoints(database, rows);
    if (entity === "recipes") await adoptRecipes(database, rows, pseudonymize);
  };
}

async function adoptEndpoints(database: Database, rows: readonly SourceRow[]): Promise<void> {
  const given = JSON.stringify(
    rows.map(({ channel, endpoint, kind, name }) => ({ channel, endpoint, kind, name })),
  );
  await database.$executeRaw`
    insert into endpoints (id, channel_slug, kind, slug, name)
    select gen_random_uuid(), row.channel, row.kind, row.endpoint, row.name
    from jsonb_to_recordset(${given}::jsonb) as row (channel text, endpoint text, kind text, name text)
    join channels c on c.slug = row.channel
    where row.kind in ('trigger', 'action')
    on conflict (channel_slug, kind, slug) do update set name = excluded.name
    where endpoints.name <> excluded.name`;
}

async function adoptRecipes(
  database: Database,
  rows: readonly SourceRow[],
  pseudonymize: Pseudonymize,
): Promise<void> {
  const given = JSON.stringify(
    rows.map((row) => ({
      ...row,
      user_id: String(row.user_id),
      recipe_id: String(row.recipe_id),
      enabled: readTruth("recipes", row, "enabled"),
      pseudonym: pseudonymize(String(row.user_id)),
      title: row.title ?? "",
    })),
  );
  await database.$transaction([
    // Whoever is being forgotten now is, once this is granted; whoever is next waits until these are here to be removed.
    database.$executeRaw`lock table forgotten_users in share mode`,
    database.$executeRaw`
      insert into platform_users (id, pseudonym)
      select distinct row.user_id, row.pseudonym
      from jsonb_to_recordset(${given}::jsonb) as row (user_id text, pseudonym text)
      where row.pseudonym not in (select pseudonym from forgotten_users)
      on conflict do nothing`,
    database.$executeRaw`
      insert into recipes (id, title, user_id, trigger_endpoint_id, action_endpoint_id, enabled, enabled_at, disabled_at, created_at)
      select row.recipe_id, row.title, u.id, t.id, a.id, row.enabled,
        case when row.enabled then row.created_at end, case when not row.enabled then now() end, row.created_at
      from jsonb_to_recordset(${given}::jsonb) as row (recipe_id text, title text, pseudonym text, enabled boolean,
        created_at timestamptz, trigger_channel text, trigger_endpoint text, action_channel text, action_endpoint text)
      join platform_users u on u.pseudonym = row.pseudonym
      join endpoints t on t.channel_slug = row.trigger_channel and t.kind = 'trigger' and t.slug = row.trigger_endpoint
      join endpoints a on a.channel_slug = row.action_channel and a.kind = 'action' and a.slug = row.action_endpoint
      on conflict (id) do update set
        title = excluded.title,
        enabled = excluded.enabled,
        enabled_at = case when excluded.enabled and not recipes.enabled then now() else recipes.enabled_at end,
        disabled_at = case when recipes.enabled and not excluded.enabled then now() else recipes.disabled_at end
      where (recipes.title, recipes.enabled) is distinct from (excluded.title, excluded.enabled)`,
  ]);
}
