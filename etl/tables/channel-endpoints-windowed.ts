import { channelMart, counted } from "../channel-mart.ts";

/** Runs of a Channel's triggers and actions in the 1, 7, 28 and 91 days that end with a day (UTC). */
const channelEndpointsWindowed = channelMart({
  name: "channel_endpoints_windowed",
  windows: [1, 7, 28, 91],
  by: ["kind", "endpoint"],
  columns: [
    { name: "kind", type: "text", bytes: 16, required: true },
    { name: "endpoint", type: "text", bytes: 1_024, required: true },
    counted("runs"),
    counted("recipes"),
    counted("users"),
  ],
  expects: {
    between: { recipes: [1, 1e12], users: [1, 1e12] },
    always: {
      "a trigger, an action or neither": "kind in ('trigger', 'action', 'other')",
      "no more Recipes and people than runs": "recipes <= runs and users <= runs",
    },
  },
});

export default channelEndpointsWindowed;
