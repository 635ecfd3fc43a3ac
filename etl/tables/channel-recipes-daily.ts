import { channelMart, counted } from "../channel-mart.ts";

/**
 * What became of a Channel's Recipes and connections on a day (UTC): distinct Recipes and people, Recipes enabled at its
 * end as far as events say so, and runs, each once also where trigger and action are both the Channel's.
 */
const channelRecipesDaily = channelMart({
  name: "channel_recipes_daily",
  columns: [
    counted("recipes_created"),
    counted("recipes_enabled"),
    counted("recipes_disabled"),
    counted("recipes_deleted"),
    counted("enabled_at_end"),
    counted("runs"),
    counted("users_connected"),
    counted("users_disconnected"),
  ],
  expects: {
    always: {
      "what was enabled is so at the end, unless it was stopped":
        "enabled_at_end >= recipes_enabled - recipes_disabled - recipes_deleted",
    },
  },
});

export default channelRecipesDaily;
