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
       platform,
       country,
       cast(sum(interactions) as bigint) as interactions,
       cast(sum(connections) as bigint) as connections,
       cast(sum(disconnections) as bigint) as disconnections,
       cast(sum(recipes_created) as bigint) as recipes_created,
       cast(sum(recipes_enabled) as bigint) as recipes_enabled,
       cast(sum(greatest(trigger_runs, action_runs) + other_runs) as bigint) as runs
from (
  -- A run of a Recipe with both sides on a Channel comes twice, as its trigger's and as its action's, and counts once.
  select channel,
         user_id,
         platform,
         country,
         recipe_that_ran,
         count(*) as interactions,
         sum(case when type = 'channel_connected' then 1 else 0 end) as connections,
         sum(case when type = 'channel_disconnected' then 1 else 0 end) as disconnections,
         sum(case when type = 'recipe_created' then 1 else 0 end) as recipes_created,
         sum(case when type = 'recipe_enabled' then 1 else 0 end) as recipes_enabled,
         sum(case when kind = 'trigger' then 1 else 0 end) as trigger_runs,
         sum(case when kind = 'action' then 1 else 0 end) as action_runs,
         sum(case when kind = 'other' then 1 else 0 end) as other_runs
  from (
    select channel,
           user_id,
           coalesce(platform, 'unknown') as platform,
           coalesce(country, 'unknown') as country,
           type,
           case when type = 'recipe_run' then coalesce(recipe_id, id) else '' end as recipe_that_ran,
           case when type <> 'recipe_run' then 'none'
                when warehouse.property(properties, 'kind') in ('trigger', 'action')
                then warehouse.property(properties, 'kind')
                else 'other' end as kind
    from warehouse.interactions
    where occurred_at >= :from and occurred_at < :to and channel is not null
  ) events
  group by channel, user_id, platform, country, recipe_that_ran
) recipes
group by channel, user_id, platform, country
