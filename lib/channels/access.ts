import { AppError } from "../errors.ts";

/**
 * The one place that answers "may this person do that to this Channel". Every query takes what this module made:
 * a `ChannelScope` cannot be written by hand, so no query runs without passing here.
 */
declare const scopeBrand: unique symbol;

/** The Channels whose events a query may touch: a list of slugs, or all (staff, and the pipeline itself). */
export interface ChannelScope {
  readonly channels: readonly string[] | "all";
  readonly [scopeBrand]: true;
}

export type StaffRole = "support" | "analyst" | "admin";
export type MemberRole = "member" | "owner";
export const KEY_SCOPES = ["events:write", "read", "alerts:write"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** Somebody signed in. Memberships are direct ones; staff see beyond them by their role. */
export interface Person {
  type: "person";
  id: string;
  email: string;
  name: string | null;
  staff: StaffRole | null;
  memberships: readonly { channel: string; role: MemberRole }[];
  /** Set for somebody of support who sees this Channel as its owner does: whatever they hold, they only read. */
  viewing?: { channel: string };
}

/** An API key of one Channel, or of all (`channel: null`, the operator's). */
export interface KeyHolder {
  type: "key";
  id: string;
  channel: string | null;
  scopes: readonly KeyScope[];
}

export type Viewer = Person | KeyHolder;

/** Whoever runs a command on the installation's own machine: they hold its database, so nothing is refused to them. */
export interface Operator {
  type: "operator";
}
export const operator: Operator = { type: "operator" };

/** Who changes something. */
export type Actor = Viewer | Operator;

/** What can be done to a Channel. */
export const CHANNEL_ACTIONS = [
  "requests:read",
  "usage:read",
  "settings:read",
  "events:write",
  "alerts:read",
  "alerts:write",
  "incidents:respond",
  "settings:write",
  "members:manage",
  "keys:manage",
  "views:keep",
  "views:share",
] as const;
export type ChannelAction = (typeof CHANNEL_ACTIONS)[number];
const READ_ACTIONS: readonly ChannelAction[] = [
  "requests:read",
  "usage:read",
  "settings:read",
  "alerts:read",
];

/** What concerns the whole installation. */
export type StaffAction =
  | "channels:register"
  | "channels:unregistered"
  | "support:look-up"
  | "support:view-as"
  | "users:forget"
  | "pipeline:read"
  | "jobs:run"
  | "reports:use"
  | "reports:tidy"
  | "dead-letters:retry"
  | "platform-alerts:write"
  | "demo:control";

const STAFF_CHANNEL_ACTIONS: Record<StaffRole, readonly ChannelAction[]> = {
  support: [...READ_ACTIONS, "views:keep", "incidents:respond"],
  analyst: ["usage:read"],
  admin: CHANNEL_ACTIONS,
};

const MEMBER_ACTIONS: Record<MemberRole, readonly ChannelAction[]> = {
  member: ["requests:read", "usage:read", "alerts:read", "views:keep", "incidents:respond"],
  owner: [
    ...READ_ACTIONS,
    "alerts:write",
    "incidents:respond",
    "settings:write",
    "members:manage",
    "keys:manage",
    "views:keep",
    "views:share",
  ],
};

const SUPPORT_ACTIONS: readonly StaffAction[] = [
  "channels:unregistered",
  "support:look-up",
  "support:view-as",
  "pipeline:read",
  "jobs:run",
  "reports:use",
  "dead-letters:retry",
  "demo:control",
];

const STAFF_ACTIONS: Record<StaffRole, readonly StaffAction[]> = {
  support: SUPPORT_ACTIONS,
  analyst: ["reports:use"],
  admin: ["channels:register", "users:forget", "platform-alerts:write", "reports:tidy", ...SUPPORT_ACTIONS],
};

const KEY_ACTIONS: Record<KeyScope, readonly ChannelAction[]> = {
  "events:write": ["events:write"],
  read: ["requests:read", "usage:read", "alerts:read"],
  "alerts:write": ["alerts:read", "alerts:write", "incidents:respond"],
};

/** Slugs on which the viewer may do this, or all. */
function reach(viewer: Actor, action: ChannelAction): readonly string[] | "all" {
  if (viewer.type === "operator") return "all";
  if (viewer.type === "key") {
    const granted = viewer.scopes.some((scope) => KEY_ACTIONS[scope].includes(action));
    if (!granted) return [];
    return viewer.channel === null ? "all" : [viewer.channel];
  }
  if (viewer.viewing !== undefined && !READ_ACTIONS.includes(action)) return [];
  if (viewer.staff !== null && STAFF_CHANNEL_ACTIONS[viewer.staff].includes(action)) return "all";
  return viewer.memberships
    .filter((membership) => MEMBER_ACTIONS[membership.role].includes(action))
    .map((membership) => membership.channel);
}

function makeScope(channels: readonly string[] | "all"): ChannelScope {
  return { channels } as ChannelScope;
}

export function canOnChannel(viewer: Actor, action: ChannelAction, channel: string): boolean {
  const reached = reach(viewer, action);
  return reached === "all" || reached.includes(channel);
}

/** Whether what belongs to no Channel, or to all, is within this right. */
export function canOnAllChannels(viewer: Actor, action: ChannelAction): boolean {
  return reach(viewer, action) === "all";
}

export function canAsStaff(viewer: Actor, action: StaffAction): boolean {
  if (viewer.type === "operator") return true;
  return viewer.type === "person" && viewer.staff !== null && STAFF_ACTIONS[viewer.staff].includes(action);
}

/** The same person as the Channel's owner sees it, without their own rights and without any to change something. */
export function viewAs(person: Person, channel: string): Person {
  requireStaff(person, "support:view-as");
  return { ...person, staff: null, memberships: [{ channel, role: "owner" }], viewing: { channel } };
}

/** For what needs no right on a Channel, such as things of one's own: who views as a partner changes not even those. */
export function refuseWhileViewing(viewer: Viewer): void {
  if (viewer.type === "person" && viewer.viewing !== undefined) {
    throw new AppError("forbidden", "You are viewing as a partner: nothing can be changed. Stop that first.");
  }
}

/** Everything on which the viewer may do this; possibly nothing. */
export function scopeOf(viewer: Viewer, action: ChannelAction): ChannelScope {
  return makeScope(reach(viewer, action));
}

/**
 * One Channel, for this action. What the viewer may not see at all answers `not_found`, as if it did not exist;
 * what they may see but not do so answers `forbidden`.
 */
export function channelScope(viewer: Actor, action: ChannelAction, channel: string): ChannelScope {
  if (canOnChannel(viewer, action, channel)) return makeScope([channel]);
  const visible =
    CHANNEL_ACTIONS.some((other) => canOnChannel(viewer, other, channel)) ||
    (viewer.type === "key" && viewer.channel === channel);
  if (visible) throw new AppError("forbidden", `This needs the right ${action} on the Channel.`);
  throw new AppError("not_found", "There is no such Channel, or you may not see it.");
}

export function requireStaff(viewer: Actor, action: StaffAction): void {
  if (!canAsStaff(viewer, action)) throw new AppError("not_found", "There is no such page.");
}

/** For the pipeline itself (workers, baselines over other Channels); never for what a request asked for. */
export function systemScope(channels: readonly string[] | "all" = "all"): ChannelScope {
  return makeScope(channels);
}
