-- name: channel_usage_daily
-- describe: how many people used a Channel, what they did with Recipes, and what its API was asked
-- depends on: load_interactions, load_api_requests
-- schedule: hourly
-- table: channel_usage_daily
-- check not null: channel, usage_date, active_users, requests
-- check unique: channel, usage_date

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
         sum(case when type = 'recipe_created' then 1 else 0 end) as recipes_created,
         sum(case when type = 'recipe_enabled' then 1 else 0 end) as recipes_enabled,
         sum(case when type = 'recipe_disabled' then 1 else 0 end) as recipes_disabled,
         sum(case when type = 'recipe_run' then 1 else 0 end) as runs,
         0 as requests,
         0 as failures
  from warehouse.interactions
  where occurred_at >= :from and occurred_at < :to and channel is not null
  group by channel
  union all
  select channel, 0, 0, 0, 0, 0, sum(requests), sum(failures)
  from warehouse.api_requests_hourly
  where hour_at >= :from and hour_at < :to
  group by channel
) parts
group by channel
