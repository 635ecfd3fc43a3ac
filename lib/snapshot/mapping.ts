import type { Entity } from "./entities.ts";

/**
 * What is read of a source: one SELECT for each entity, with its columns by name. This file is all that knows tables and
 * columns of a database that is read; a platform whose tables have other names changes `PLATFORM`.
 */
export type Mapping = Readonly<Record<Entity, string>>;

/** The application's own tables. */
export const APPLICATION: Mapping = {
  users: "select pseudonym as user_id, created_at from platform_users",
  channels: "select slug as channel, name from channels",
  endpoints: "select channel_slug as channel, slug as endpoint, kind, name from endpoints",
  connections: `select u.pseudonym as user_id, c.channel_slug as channel, c.since as connected_at
    from connections c join platform_users u on u.id = c.user_id where c.until is null`,
  recipes: `select r.id as recipe_id, u.pseudonym as user_id, r.title, r.enabled, r.created_at,
      t.channel_slug as trigger_channel, t.slug as trigger_endpoint,
      a.channel_slug as action_channel, a.slug as action_endpoint
    from recipes r join platform_users u on u.id = r.user_id
    join endpoints t on t.id = r.trigger_endpoint_id join endpoints a on a.id = r.action_endpoint_id`,
};

/** A platform's own MySQL or PostgreSQL. Instants are UTC; users are the platform's ids and become pseudonyms here. */
export const PLATFORM: Mapping = {
  users: "select id as user_id, created_at from users",
  channels: "select slug as channel, name from channels",
  endpoints: "select channel, slug as endpoint, kind, name from endpoints",
  connections: "select user_id, channel, connected_at from connections",
  recipes: `select id as recipe_id, user_id, title, enabled, created_at,
      trigger_channel, trigger_endpoint, action_channel, action_endpoint from recipes`,
};
