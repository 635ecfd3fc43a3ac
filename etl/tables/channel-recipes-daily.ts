import { channelMart, counted } from "../channel-mart.ts";

/** What became of a Channel's Recipes and connections on a day (UTC): distinct Recipes and people, and Recipes enabled at its end. */
const channelRecipesDaily = channelMart({
  name: "channel_recipes_daily",
  windowed: false,
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
});

export default channelRecipesDaily;
