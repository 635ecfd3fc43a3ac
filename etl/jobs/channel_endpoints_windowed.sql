-- name: channel_endpoints_windowed
-- describe: runs of a Channel's triggers and actions, with their Recipes and people
-- depends on: recipe_activity_daily
-- schedule: daily
-- window: 91 days
-- table: channel_endpoints_windowed
-- check not null: channel, usage_date, runs
-- check unique: channel, usage_date, window_days, kind, endpoint

with windows as (
  select 1 as window_days union all select 7 union all select 28 union all select 91
)
select channel,
       :day as usage_date,
       window_days,
       kind,
       endpoint,
       cast(sum(runs) as bigint) as runs,
       count(distinct recipe_id) as recipes,
       count(distinct user_id) as users
from warehouse.recipe_activity_daily
join windows on activity_date > :day - window_days
where activity_date <= :day and activity_date > :day - 91 and runs > 0
group by channel, window_days, kind, endpoint
