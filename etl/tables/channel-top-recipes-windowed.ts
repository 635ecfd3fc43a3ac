import { channelMart, counted } from "../channel-mart.ts";

/** The ten Recipes of a Channel that ran most, in the 7, 28 and 91 days that end with a day (UTC); `place` counts from 1. */
const channelTopRecipesWindowed = channelMart({
  name: "channel_top_recipes_windowed",
  windows: [7, 28, 91],
  by: ["recipe_id"],
  columns: [
    { name: "recipe_id", type: "text", bytes: 512, required: true },
    { name: "place", type: "integer", required: true },
    counted("runs"),
  ],
  expects: {
    between: { place: [1, 10], runs: [1, 1e12] },
    rising: {
      "more runs on a better place": {
        within: ["channel", "usage_date", "window_days"],
        by: "place desc",
        columns: ["runs"],
      },
    },
  },
});

export default channelTopRecipesWindowed;
