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
)
select channel, :day as usage_date, window_days, 'platform' as dimension, platform as value,
       count(distinct user_id) as users
from warehouse.user_activity_daily
join windows on activity_date > :day - window_days
where activity_date <= :day and activity_date > :day - 91
group by channel, window_days, platform
union all
select channel, :day, window_days, 'country', country, count(distinct user_id)
from warehouse.user_activity_daily
join windows on activity_date > :day - window_days
where activity_date <= :day and activity_date > :day - 91
group by channel, window_days, country
