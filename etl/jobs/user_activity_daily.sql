-- name: user_activity_daily
-- describe: what each person did with a Channel, from which platform and country
-- depends on: load_interactions
-- schedule: daily
-- table: user_activity_daily
-- check not null: channel, user_id, activity_date, interactions
-- check unique: channel, user_id, activity_date, platform, country

select channel,
       user_id,
       :day as activity_date,
       coalesce(platform, 'unknown') as platform,
       coalesce(country, 'unknown') as country,
       count(*) as interactions,
       sum(case when type = 'channel_connected' then 1 else 0 end) as connections,
       sum(case when type = 'channel_disconnected' then 1 else 0 end) as disconnections,
       sum(case when type = 'recipe_created' then 1 else 0 end) as recipes_created,
       sum(case when type = 'recipe_enabled' then 1 else 0 end) as recipes_enabled,
       sum(case when type = 'recipe_run' then 1 else 0 end) as runs
from warehouse.interactions
where occurred_at >= :from and occurred_at < :to and channel is not null
group by channel, user_id, coalesce(platform, 'unknown'), coalesce(country, 'unknown')
