import { channelMart, counted } from "../channel-mart.ts";

/**
 * People of a Channel in the 1, 7, 28 and 91 days that end with a day (UTC): distinct people do not add up. The last four
 * count those who connected within the window, and of these who created, enabled and ran a Recipe since.
 */
const channelUsersWindowed = channelMart({
  name: "channel_users_windowed",
  windows: [1, 7, 28, 91],
  columns: [
    counted("active_users"),
    counted("new_users"),
    counted("connected_users"),
    counted("created_users"),
    counted("enabled_users"),
    counted("ran_users"),
  ],
  expects: {
    between: { active_users: [1, 1e12] },
    always: {
      "no more new people than active ones": "new_users <= active_users",
      "a funnel that never widens":
        "connected_users <= active_users and created_users <= connected_users and enabled_users <= created_users and ran_users <= enabled_users",
    },
  },
});

export default channelUsersWindowed;
