-- name: channel_usage_daily
-- describe: how many people used a Channel, what they did with Recipes, and what its API was asked
-- depends on: load_interactions, load_api_requests
-- schedule: hourly
-- table: channel_usage_daily
-- check not null: channel, usage_date, active_users, requests
-- check unique: channel, usage_date

with recipes as (
  -- One with both sides on a Channel comes twice, as its trigger and as its action, and counts once.
  select channel,
         recipe,
         max(case when type = 'recipe_created' then 1 else 0 end) as created,
         max(case when type = 'recipe_enabled' then 1 else 0 end) as enabled,
         max(case when type = 'recipe_disabled' then 1 else 0 end) as disabled,
         sum(case when kind = 'trigger' then 1 else 0 end) as trigger_runs,
         sum(case when kind = 'action' then 1 else 0 end) as action_runs,
         sum(case when kind = 'other' then 1 else 0 end) as other_runs
  from (
    select channel,
           coalesce(recipe_id, id) as recipe,
           type,
           case when type <> 'recipe_run' then 'none'
                when warehouse.property(properties, 'kind') in ('trigger', 'action')
                then warehouse.property(properties, 'kind')
                else 'other' end as kind
    from warehouse.interactions
    where occurred_at >= :from and occurred_at < :to and channel is not null and type like 'recipe%'
  ) events
  group by channel, recipe
)
select channel,
       :day as usage_date,
       cast(sum(active_users) as bigint) as active_users,
       cast(sum(recipes_created) as bigint) as recipes_created,
       cast(sum(recipes_enabled) as bigint) as recipes_enabled,
       cast(sum(recipes_disabled) as bigint) as recipes_disabled,
       cast(sum(runs) as bigint) as runs,
       cast(sum(requests) as bigint) as requests,
       cast(sum(failures) as bigint) as failures
from (
  select channel,
         count(distinct user_id) as active_users,
         0 as recipes_created,
         0 as recipes_enabled,
         0 as recipes_disabled,
         0 as runs,
         0 as requests,
         0 as failures
  from warehouse.interactions
  where occurred_at >= :from and occurred_at < :to and channel is not null
  group by channel
  union all
  select channel,
         0,
         sum(created),
         sum(enabled),
         sum(disabled),
         sum(greatest(trigger_runs, action_runs) + other_runs),
         0,
         0
  from recipes
  group by channel
  union all
  select channel, 0, 0, 0, 0, 0, sum(requests), sum(failures)
  from warehouse.api_requests_hourly
  where hour_at >= :from and hour_at < :to
  group by channel
) parts
group by channel
