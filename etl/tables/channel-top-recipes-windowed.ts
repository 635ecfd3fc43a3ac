import { channelMart, counted } from "../channel-mart.ts";

/** The ten Recipes of a Channel that ran most, in the 7, 28 and 91 days that end with a day (UTC); `place` counts from 1. */
const channelTopRecipesWindowed = channelMart({
  name: "channel_top_recipes_windowed",
  windowed: true,
  by: ["recipe_id"],
  columns: [
    { name: "recipe_id", type: "text", bytes: 512, required: true },
    { name: "place", type: "integer", required: true },
    counted("runs"),
  ],
});

export default channelTopRecipesWindowed;
