import { channelMart, counted } from "../channel-mart.ts";

/** From where people used a Channel, in the 7, 28 and 91 days that end with a day (UTC); `dimension` is `platform` or `country`. */
const channelAudienceWindowed = channelMart({
  name: "channel_audience_windowed",
  windowed: true,
  by: ["dimension", "value"],
  columns: [
    { name: "dimension", type: "text", bytes: 16, required: true },
    { name: "value", type: "text", bytes: 64, required: true },
    counted("users"),
  ],
});

export default channelAudienceWindowed;
