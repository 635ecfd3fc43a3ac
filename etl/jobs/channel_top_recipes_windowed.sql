-- name: channel_top_recipes_windowed
-- describe: the ten Recipes of a Channel that ran most
-- depends on: recipe_activity_daily
-- schedule: daily
-- window: 91 days
-- table: channel_top_recipes_windowed
-- check not null: channel, usage_date, recipe_id, runs
-- check unique: channel, usage_date, window_days, recipe_id

with windows as (
  select 7 as window_days union all select 28 union all select 91
),
-- A run of a Recipe with both sides on a Channel comes twice, as its trigger's and as its action's, and counts once.
recipes as (
  select channel,
         window_days,
         recipe_id,
         cast(greatest(sum(case when kind = 'trigger' then runs else 0 end),
                       sum(case when kind = 'action' then runs else 0 end))
              + sum(case when kind = 'other' then runs else 0 end) as bigint) as runs
  from warehouse.recipe_activity_daily
  join windows on activity_date > :day - window_days
  where activity_date <= :day and activity_date > :day - 91 and runs > 0
  group by channel, window_days, recipe_id
)
select channel, :day as usage_date, window_days, recipe_id, cast(place as integer) as place, runs
from (
  select channel, window_days, recipe_id, runs,
         row_number() over (partition by channel, window_days order by runs desc, recipe_id) as place
  from recipes
) placed
where place <= 10
