-- name: recipe_activity_daily
-- describe: what became of each Recipe at a Channel, and how often it ran
-- depends on: load_interactions
-- schedule: daily
-- table: recipe_activity_daily
-- check not null: channel, recipe_id, activity_date, runs
-- check unique: channel, recipe_id, user_id, kind, endpoint, activity_date

select channel,
       recipe_id,
       user_id,
       kind,
       endpoint,
       :day as activity_date,
       sum(case when type = 'recipe_created' then 1 else 0 end) as created,
       sum(case when type = 'recipe_enabled' then 1 else 0 end) as enabled,
       sum(case when type = 'recipe_disabled' then 1 else 0 end) as disabled,
       sum(case when type = 'recipe_deleted' then 1 else 0 end) as deleted,
       sum(case when type = 'recipe_run' then 1 else 0 end) as runs,
       max(case when type = 'recipe_enabled' then occurred_at end) as enabled_at,
       max(case when type in ('recipe_disabled', 'recipe_deleted') then occurred_at end) as stopped_at
from (
  select channel,
         recipe_id,
         user_id,
         type,
         occurred_at,
         case when warehouse.property(properties, 'kind') in ('trigger', 'action')
              then warehouse.property(properties, 'kind')
              else 'other' end as kind,
         coalesce(warehouse.property(properties, 'endpoint'), 'unknown') as endpoint
  from warehouse.interactions
  where occurred_at >= :from and occurred_at < :to
    and channel is not null and recipe_id is not null and type like 'recipe%'
) events
group by channel, recipe_id, user_id, kind, endpoint
