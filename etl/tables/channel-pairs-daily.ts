import { channelMart, counted } from "../channel-mart.ts";

/** Channels whose Recipes ran together with a Channel's, in the 7, 28 and 91 days that end with a day (UTC). */
const channelPairsDaily = channelMart({
  name: "channel_pairs_daily",
  windowed: true,
  by: ["other_channel"],
  columns: [
    { name: "other_channel", type: "text", bytes: 64, required: true },
    counted("recipes"),
    counted("users"),
  ],
});

export default channelPairsDaily;
