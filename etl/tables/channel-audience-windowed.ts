import { channelMart, counted } from "../channel-mart.ts";

/** From where people used a Channel, in the 7, 28 and 91 days that end with a day (UTC); `dimension` is `platform` or `country`. */
const channelAudienceWindowed = channelMart({
  name: "channel_audience_windowed",
  windows: [7, 28, 91],
  by: ["dimension", "value"],
  columns: [
    { name: "dimension", type: "text", bytes: 16, required: true },
    { name: "value", type: "text", bytes: 64, required: true },
    counted("users"),
  ],
  expects: {
    between: { users: [1, 1e12] },
    always: {
      "a platform, or a country's two letters":
        "dimension = 'platform' and value <> '' or dimension = 'country' and (value = 'unknown' or char_length(value) = 2)",
    },
  },
});

export default channelAudienceWindowed;
