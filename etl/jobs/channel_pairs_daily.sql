-- name: channel_pairs_daily
-- describe: Channels that Recipes combine with a Channel, by Recipes that ran
-- depends on: recipe_activity_daily
-- schedule: daily
-- window: 91 days
-- table: channel_pairs_daily
-- check not null: channel, usage_date, other_channel, recipes
-- check unique: channel, usage_date, window_days, other_channel

with windows as (
  select 7 as window_days union all select 28 union all select 91
),
recipes as (
  select channel, recipe_id, user_id, max(activity_date) as last_on
  from warehouse.recipe_activity_daily
  where activity_date <= :day and activity_date > :day - 91 and runs > 0
  group by channel, recipe_id, user_id
)
select mine.channel,
       :day as usage_date,
       window_days,
       other.channel as other_channel,
       count(distinct mine.recipe_id) as recipes,
       count(distinct mine.user_id) as users
from recipes mine
join recipes other on other.recipe_id = mine.recipe_id and other.channel <> mine.channel
join windows on mine.last_on > :day - window_days and other.last_on > :day - window_days
group by mine.channel, window_days, other.channel
