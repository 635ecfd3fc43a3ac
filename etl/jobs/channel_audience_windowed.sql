-- name: channel_audience_windowed
-- describe: from which platforms and countries people use a Channel
-- depends on: user_activity_daily
-- schedule: daily
-- window: 91 days
-- table: channel_audience_windowed
-- check not null: channel, usage_date, value, users
-- check unique: channel, usage_date, window_days, dimension, value

with windows as (
  select 7 as window_days union all select 28 union all select 91
),
-- Whoever was last there within a window was there in it: each person is looked at once, not once a day.
people as (
  select channel, 'platform' as dimension, platform as value, user_id, max(activity_date) as last_on
  from warehouse.user_activity_daily
  where activity_date <= :day and activity_date > :day - 91
  group by channel, platform, user_id
  union all
  select channel, 'country', country, user_id, max(activity_date)
  from warehouse.user_activity_daily
  where activity_date <= :day and activity_date > :day - 91
  group by channel, country, user_id
)
select channel, :day as usage_date, window_days, dimension, value, count(*) as users
from people
join windows on last_on > :day - window_days
group by channel, window_days, dimension, value
