import { channelMart, counted } from "../channel-mart.ts";

/** Channels whose Recipes ran together with a Channel's, in the 7, 28 and 91 days that end with a day (UTC). */
const channelPairsDaily = channelMart({
  name: "channel_pairs_daily",
  windows: [7, 28, 91],
  by: ["other_channel"],
  columns: [
    { name: "other_channel", type: "text", bytes: 64, required: true },
    counted("recipes"),
    counted("users"),
  ],
  expects: {
    between: { recipes: [1, 1e12], users: [1, 1e12] },
    always: { "two Channels": "other_channel <> channel and other_channel <> ''" },
  },
});

export default channelPairsDaily;
