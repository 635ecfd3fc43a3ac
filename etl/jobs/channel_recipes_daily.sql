-- name: channel_recipes_daily
-- describe: what became of a Channel's Recipes and connections, and how many Recipes are enabled
-- depends on: recipe_activity_daily, user_activity_daily
-- schedule: daily
-- window: all days
-- table: channel_recipes_daily
-- check not null: channel, usage_date, enabled_at_end
-- check unique: channel, usage_date

with recipes as (
  -- A run of one with both sides on a Channel comes twice, as its trigger's and as its action's, and counts once.
  select channel,
         recipe_id,
         max(case when activity_date = :day and created > 0 then 1 else 0 end) as created,
         max(case when activity_date = :day and enabled > 0 then 1 else 0 end) as enabled,
         max(case when activity_date = :day and disabled > 0 then 1 else 0 end) as disabled,
         max(case when activity_date = :day and deleted > 0 then 1 else 0 end) as deleted,
         sum(case when activity_date = :day and kind = 'trigger' then runs else 0 end) as trigger_runs,
         sum(case when activity_date = :day and kind = 'action' then runs else 0 end) as action_runs,
         sum(case when activity_date = :day and kind = 'other' then runs else 0 end) as other_runs,
         max(enabled_at) as enabled_at,
         max(stopped_at) as stopped_at
  from warehouse.recipe_activity_daily
  where activity_date <= :day
  group by channel, recipe_id
),
people as (
  select channel, user_id, max(connections) as connections, max(disconnections) as disconnections
  from warehouse.user_activity_daily
  where activity_date = :day
  group by channel, user_id
)
select channel,
       :day as usage_date,
       cast(sum(recipes_created) as bigint) as recipes_created,
       cast(sum(recipes_enabled) as bigint) as recipes_enabled,
       cast(sum(recipes_disabled) as bigint) as recipes_disabled,
       cast(sum(recipes_deleted) as bigint) as recipes_deleted,
       cast(sum(enabled_at_end) as bigint) as enabled_at_end,
       cast(sum(runs) as bigint) as runs,
       cast(sum(users_connected) as bigint) as users_connected,
       cast(sum(users_disconnected) as bigint) as users_disconnected
from (
  select channel,
         sum(created) as recipes_created,
         sum(enabled) as recipes_enabled,
         sum(disabled) as recipes_disabled,
         sum(deleted) as recipes_deleted,
         sum(case when enabled_at is not null and (stopped_at is null or enabled_at > stopped_at)
                  then 1 else 0 end) as enabled_at_end,
         sum(greatest(trigger_runs, action_runs) + other_runs) as runs,
         0 as users_connected,
         0 as users_disconnected
  from recipes
  group by channel
  union all
  select channel, 0, 0, 0, 0, 0, 0,
         sum(case when connections > 0 then 1 else 0 end),
         sum(case when disconnections > 0 then 1 else 0 end)
  from people
  group by channel
) parts
group by channel
