-- name: channel_users_windowed
-- describe: people active on a Channel and new to it, and how far those who connected came
-- depends on: user_activity_daily
-- schedule: daily
-- window: all days
-- table: channel_users_windowed
-- check not null: channel, usage_date, active_users
-- check unique: channel, usage_date, window_days

with windows as (
  select 1 as window_days union all select 7 union all select 28 union all select 91
),
people as (
  select channel,
         user_id,
         min(activity_date) as first_on,
         max(activity_date) as last_on,
         min(case when connections > 0 and activity_date > :day - 1 then activity_date end) as connected_1,
         min(case when connections > 0 and activity_date > :day - 7 then activity_date end) as connected_7,
         min(case when connections > 0 and activity_date > :day - 28 then activity_date end) as connected_28,
         min(case when connections > 0 and activity_date > :day - 91 then activity_date end) as connected_91,
         max(case when recipes_created > 0 then activity_date end) as created_on,
         max(case when recipes_enabled > 0 then activity_date end) as enabled_on,
         max(case when runs > 0 then activity_date end) as ran_on
  from warehouse.user_activity_daily
  where activity_date <= :day
  group by channel, user_id
),
active as (
  select channel,
         window_days,
         case when first_on > :day - window_days then 1 else 0 end as is_new,
         case window_days when 1 then connected_1 when 7 then connected_7
                          when 28 then connected_28 else connected_91 end as connected_on,
         created_on,
         enabled_on,
         ran_on
  from people
  join windows on last_on > :day - window_days
)
select channel,
       :day as usage_date,
       window_days,
       count(*) as active_users,
       sum(is_new) as new_users,
       count(connected_on) as connected_users,
       sum(case when created_on >= connected_on then 1 else 0 end) as created_users,
       sum(case when created_on >= connected_on and enabled_on >= connected_on then 1 else 0 end) as enabled_users,
       sum(case when created_on >= connected_on and enabled_on >= connected_on and ran_on >= connected_on
                then 1 else 0 end) as ran_users
from active
group by channel, window_days
