-- name: channel_retention_weekly
-- describe: who is still active weeks after the first activity on a Channel; made on Sundays
-- depends on: user_activity_daily
-- schedule: daily
-- window: all days
-- table: channel_retention_weekly
-- check not null: channel, cohort_week, users
-- check unique: channel, cohort_week, weeks_later

with people as (
  select channel, user_id, min(activity_date) as first_on, max(activity_date) as last_on
  from warehouse.user_activity_daily
  where activity_date <= :day and extract(dow from :day) = 0
  group by channel, user_id
),
cohorts as (
  select channel, cast(date_trunc('week', first_on) as date) as cohort_week
  from people
  where last_on > :day - 7 and first_on > :day - 98
)
select channel,
       cohort_week,
       :day as week_ends_on,
       cast((:day - 6 - cohort_week) / 7 as integer) as weeks_later,
       count(*) as users
from cohorts
group by channel, cohort_week
