import {
  changeMemberRole,
  createKey,
  inviteMember,
  makePasswordLink,
  removeFromChannel,
  revokeKey,
  saveTimeZone,
  withdrawInvitation,
} from "./actions.ts";

/** What can be done on the Settings of this Channel. Each action asks for the right itself. */
export function settingsActions(channel: string) {
  return {
    createKey: createKey.bind(null, channel),
    revokeKey: revokeKey.bind(null, channel),
    inviteMember: inviteMember.bind(null, channel),
    withdraw: withdrawInvitation.bind(null, channel),
    changeRole: changeMemberRole.bind(null, channel),
    passwordLink: makePasswordLink.bind(null, channel),
    remove: removeFromChannel.bind(null, channel),
    saveTimeZone: saveTimeZone.bind(null, channel),
  };
}
