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
),
-- Each Recipe once, with its runs in every window, before people and Recipes are told apart.
recipes as (
  select channel,
         kind,
         endpoint,
         recipe_id,
         user_id,
         max(activity_date) as last_on,
         sum(case when activity_date > :day - 1 then runs else 0 end) as runs_1,
         sum(case when activity_date > :day - 7 then runs else 0 end) as runs_7,
         sum(case when activity_date > :day - 28 then runs else 0 end) as runs_28,
         sum(runs) as runs_91
  from warehouse.recipe_activity_daily
  where activity_date <= :day and activity_date > :day - 91 and runs > 0
  group by channel, kind, endpoint, recipe_id, user_id
)
select channel,
       :day as usage_date,
       window_days,
       kind,
       endpoint,
       cast(sum(case window_days when 1 then runs_1 when 7 then runs_7
                                 when 28 then runs_28 else runs_91 end) as bigint) as runs,
       count(distinct recipe_id) as recipes,
       count(distinct user_id) as users
from recipes
join windows on last_on > :day - window_days
group by channel, window_days, kind, endpoint
