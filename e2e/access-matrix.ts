/**
 * Who may open what, told once more and apart from the code that decides it. `matrix.spec.ts` asks a running product
 * for each cell, and fails for a route that is not listed here.
 */
export const ROLES = [
  "anonymous",
  "member",
  "owner",
  "support",
  "analyst",
  "admin",
  "channel key",
  "operator key",
] as const;
export type Role = (typeof ROLES)[number];

/** A status, or where a redirect leads. */
export type Answer = number | "to sign-in" | "to /channels";
type Row = Record<Role, Answer>;

interface Route {
  method?: "GET" | "POST" | "DELETE";
  /** What to ask for; `[slug]` and `[id]` are put in. */
  path: string;
  body?: string;
  /** Of the role's own Channel, or of a route without Channel. */
  own: Row;
  /** Of another partner's Channel. */
  foreign?: Row;
  /** Usage says with which Channels Recipes combine one, small groups folded; nothing else names another's. */
  namesOthers?: true;
}

const everybody = (answer: Answer): Row => ({
  anonymous: answer,
  member: answer,
  owner: answer,
  support: answer,
  analyst: answer,
  admin: answer,
  "channel key": answer,
  "operator key": answer,
});

/** Keys open no page: without a session they are led to sign-in like anybody. */
const page = (row: Pick<Row, "member" | "owner" | "support" | "analyst" | "admin">): Row => ({
  ...row,
  anonymous: "to sign-in",
  "channel key": "to sign-in",
  "operator key": "to sign-in",
});

const channelPage = {
  own: page({ member: 200, owner: 200, support: 200, analyst: 404, admin: 200 }),
  foreign: page({ member: 404, owner: 404, support: 200, analyst: 404, admin: 200 }),
};
/** Nobody has it, so whoever may look finds nothing. */
const NO_INCIDENT = 999_999_999;
const hiddenPage = page({ member: 404, owner: 404, support: 404, analyst: 404, admin: 404 });
const staffPage = page({ member: 404, owner: 404, support: 200, analyst: 404, admin: 200 });
const adminPage = page({ member: 404, owner: 404, support: 404, analyst: 404, admin: 200 });
/** For pages of staff; keys get nothing of it. */
const staffData = (answer: Answer): Row => ({
  ...everybody(404),
  anonymous: 401,
  support: answer,
  admin: answer,
});
/** Whoever is signed in needs no sign-in page. */
const signInPage: Row = {
  ...everybody("to /channels"),
  anonymous: 200,
  "channel key": 200,
  "operator key": 200,
};

const channelData = {
  own: {
    anonymous: 401,
    member: 200,
    owner: 200,
    support: 200,
    analyst: 403,
    admin: 200,
    "channel key": 200,
    "operator key": 200,
  },
  foreign: {
    anonymous: 401,
    member: 404,
    owner: 404,
    support: 200,
    analyst: 403,
    admin: 200,
    "channel key": 404,
    "operator key": 200,
  },
} satisfies Record<string, Row>;

/** Analysts see how every Channel is used, and none of its requests. */
const usagePage = {
  own: { ...channelPage.own, analyst: 200 },
  foreign: { ...channelPage.foreign, analyst: 200 },
} satisfies Record<string, Row>;
const usageData = {
  own: { ...channelData.own, analyst: 200 },
  foreign: { ...channelData.foreign, analyst: 200 },
} satisfies Record<string, Row>;

const NO_RECIPE = "00000000-0000-7000-8000-000000000000";

/** What does not exist, for whoever may look after incidents. */
const hiddenRow: Row = { ...everybody(404), anonymous: 401, analyst: 403 };
const hiddenData = { own: hiddenRow, foreign: hiddenRow };
/** The same for what only owners change. */
const ownersOnly = {
  own: { ...hiddenRow, member: 403, support: 403 },
  foreign: { ...hiddenRow, support: 403 },
} satisfies Record<string, Row>;

const CHANNEL_API = "/api/v1/channels/[slug]";

const IFTTT_TRIGGER = "/ifttt/v1/triggers/[slug]";
/** Sessions and API keys are nothing there: an engine brings its own key, or somebody's token. */
const iftttCall = (path: string, method: "GET" | "POST" | "DELETE" = "POST"): Route => ({
  method,
  path: path.replace("[slug]", "api_down"),
  ...(method === "POST" ? { body: "{}" } : {}),
  own: everybody(401),
});
/** As `scripts/test/browser.ts` configures the product under test. */
const IFTTT_LINK = new URLSearchParams({
  client_id: "engine",
  redirect_uri: "https://engine.example/authorize",
  response_type: "code",
  scope: "ifttt",
});

/** By route as the file tree spells it. */
export const ACCESS: Record<string, Route> = {
  "/": { path: "/", own: page({ ...everybody("to /channels") }) },
  "/sign-in": { path: "/sign-in", own: signInPage },
  "/reset-password": { path: "/reset-password", own: everybody(200) },
  "/set-password": { path: "/set-password?token=guessed", own: everybody(200) },
  "/confirm-destination": { path: "/confirm-destination?token=guessed", own: everybody(200) },
  "/unsubscribe": { path: "/unsubscribe?d=guessed&s=guessed", own: everybody(200) },
  "/invitation": { path: "/invitation?token=guessed", own: everybody(200) },
  "/channels": {
    path: "/channels",
    own: page({ member: 200, owner: 200, support: 200, analyst: 200, admin: 200 }),
  },
  "/channels/[slug]/health": { path: "/channels/[slug]/health", ...channelPage },
  "/channels/[slug]/logs": { path: "/channels/[slug]/logs?event=[id]", ...channelPage },
  "/channels/[slug]/usage": { path: "/channels/[slug]/usage", ...usagePage, namesOthers: true },
  "/channels/[slug]/incidents": { path: "/channels/[slug]/incidents", ...channelPage },
  "/channels/[slug]/incidents/[number]": {
    path: `/channels/[slug]/incidents/${NO_INCIDENT}`,
    own: hiddenPage,
    foreign: hiddenPage,
  },
  "/channels/[slug]/alerts": { path: "/channels/[slug]/alerts", ...channelPage },
  "/channels/[slug]/alerts/new": { path: "/channels/[slug]/alerts/new", ...channelPage },
  "/channels/[slug]/alerts/[id]": {
    path: `/channels/[slug]/alerts/${NO_RECIPE}`,
    own: hiddenPage,
    foreign: hiddenPage,
  },
  "/channels/[slug]/settings": { path: "/channels/[slug]/settings", ...channelPage },
  "/channels/[slug]/settings/destinations": {
    path: "/channels/[slug]/settings/destinations",
    ...channelPage,
  },
  "/channels/[slug]/settings/audit": { path: "/channels/[slug]/settings/audit", ...channelPage },
  "/admin": { path: "/admin", own: adminPage },
  "/pipeline": { path: "/pipeline", own: staffPage },
  "/pipeline/jobs": { path: "/pipeline/jobs", own: staffPage },
  "/usage": {
    path: "/usage",
    own: page({ member: 404, owner: 404, support: 200, analyst: 200, admin: 200 }),
  },
  "/reports": {
    path: "/reports",
    own: page({ member: 404, owner: 404, support: 200, analyst: 200, admin: 200 }),
  },
  "/api/reports/query": {
    method: "POST",
    path: "/api/reports/query",
    body: '{"sql":"select 1 as one"}',
    own: { ...staffData(200), analyst: 200 },
  },
  "/api/reports/export": {
    method: "POST",
    path: "/api/reports/export",
    body: '{"sql":"select 1 as one"}',
    own: { ...staffData(200), analyst: 200 },
  },
  "/support/dead-letters": { path: "/support/dead-letters", own: staffPage },
  // The installation under test shows it: "first steps" sees it hidden by default.
  "/design": {
    path: "/design",
    own: page({ member: 200, owner: 200, support: 200, analyst: 200, admin: 200 }),
  },
  "/support": { path: "/support?q=no-such-thing", own: staffPage },
  "/support/users/[id]": { path: "/support/users/u_aaaaaaaaaaaaaaaa", own: staffPage },
  "/support/recipes/[id]": { path: "/support/recipes/r_30000", own: staffPage },
  "/support/demo": { path: "/support/demo", own: staffPage },
  "/support/unregistered": { path: "/support/unregistered", own: staffPage },
  "/metrics": { path: "/metrics", own: everybody(200) },
  "/api/pipeline": { path: "/api/pipeline", own: staffData(200) },
  "/api/pipeline/jobs": { path: "/api/pipeline/jobs", own: staffData(200) },
  "/api/pipeline/jobs/runs/[id]": {
    path: "/api/pipeline/jobs/runs/018f3a52-0000-7000-8000-000000000000",
    own: staffData(404),
  },
  "/api/dead-letters": { path: "/api/dead-letters?range=1h", own: staffData(200) },
  "/api/dead-letters/[id]": { path: "/api/dead-letters/1.0.0", own: staffData(404) },
  "/api/unsubscribe": { path: "/api/unsubscribe?d=guessed", own: everybody(307) },
  "/api/channels/[slug]/present": { path: "/api/channels/[slug]/present", ...channelData },
  "/api/incidents/open": { path: "/api/incidents/open", own: { ...everybody(200), anonymous: 401 } },
  "/api/health": { path: "/api/health", own: everybody(200) },
  "/api/auth/[...nextauth]": { path: "/api/auth/csrf", own: everybody(200) },
  "/api/v1/openapi.json": { path: "/api/v1/openapi.json", own: everybody(200) },
  "/api/v1/events": {
    method: "POST",
    path: "/api/v1/events",
    body: "[{}]",
    own: { ...everybody(401), "channel key": 202, "operator key": 202 },
  },
  "/api/v1/interactions": {
    method: "POST",
    path: "/api/v1/interactions",
    body: "[{}]",
    own: { ...everybody(401), "channel key": 202, "operator key": 202 },
  },
  "/api/v1/channels": { path: "/api/v1/channels", own: { ...everybody(200), anonymous: 401 } },
  "/connected-apps": {
    path: "/connected-apps",
    own: page({ member: 200, owner: 200, support: 200, analyst: 200, admin: 200 }),
  },
  "/ifttt/oauth/authorize": {
    path: `/ifttt/oauth/authorize?${IFTTT_LINK}`,
    own: page({ member: 200, owner: 200, support: 200, analyst: 200, admin: 200 }),
  },
  "/ifttt/oauth/token": iftttCall("/ifttt/oauth/token"),
  "/ifttt/v1/status": iftttCall("/ifttt/v1/status", "GET"),
  "/ifttt/v1/test/setup": iftttCall("/ifttt/v1/test/setup"),
  "/ifttt/v1/user/info": iftttCall("/ifttt/v1/user/info", "GET"),
  [IFTTT_TRIGGER]: iftttCall(IFTTT_TRIGGER),
  [`${IFTTT_TRIGGER}/validate`]: iftttCall(`${IFTTT_TRIGGER}/validate`),
  [`${IFTTT_TRIGGER}/fields/validate`]: iftttCall(`${IFTTT_TRIGGER}/fields/validate`),
  [`${IFTTT_TRIGGER}/fields/[field]/options`]: iftttCall(`${IFTTT_TRIGGER}/fields/channel/options`),
  [`${IFTTT_TRIGGER}/fields/[field]/validate`]: iftttCall(`${IFTTT_TRIGGER}/fields/channel/validate`),
  [`${IFTTT_TRIGGER}/trigger_identity/[identity]`]: iftttCall(
    `${IFTTT_TRIGGER}/trigger_identity/guessed`,
    "DELETE",
  ),
  [`${CHANNEL_API}/requests`]: { path: `${CHANNEL_API}/requests?range=24h`, ...channelData },
  [`${CHANNEL_API}/requests/[id]`]: { path: `${CHANNEL_API}/requests/[id]`, ...channelData },
  [`${CHANNEL_API}/health`]: { path: `${CHANNEL_API}/health?range=24h`, ...channelData },
  [`${CHANNEL_API}/usage`]: { path: `${CHANNEL_API}/usage?range=28d`, ...usageData, namesOthers: true },
  [`${CHANNEL_API}/usage/export`]: { path: `${CHANNEL_API}/usage/export?table=days`, ...usageData },
  [`${CHANNEL_API}/affected`]: { path: `${CHANNEL_API}/affected?range=24h`, ...channelData },
  [`${CHANNEL_API}/histogram`]: { path: `${CHANNEL_API}/histogram?range=24h`, ...channelData },
  [`${CHANNEL_API}/facets`]: { path: `${CHANNEL_API}/facets?range=24h`, ...channelData },
  [`${CHANNEL_API}/export`]: { path: `${CHANNEL_API}/export?range=24h&limit=20`, ...channelData },
  [`${CHANNEL_API}/alert-recipes`]: { path: `${CHANNEL_API}/alert-recipes`, ...channelData },
  [`${CHANNEL_API}/alert-recipes/[id]`]: {
    path: `${CHANNEL_API}/alert-recipes/${NO_RECIPE}`,
    ...hiddenData,
  },
  [`${CHANNEL_API}/alert-recipes/[id]/incidents`]: {
    path: `${CHANNEL_API}/alert-recipes/${NO_RECIPE}/incidents`,
    ...hiddenData,
  },
  [`${CHANNEL_API}/alert-recipes/[id]/mute`]: {
    method: "POST",
    path: `${CHANNEL_API}/alert-recipes/${NO_RECIPE}/mute`,
    body: '{"until":null}',
    ...ownersOnly,
  },
  [`${CHANNEL_API}/alert-recipes/backtest`]: {
    method: "POST",
    path: `${CHANNEL_API}/alert-recipes/backtest`,
    body: '{"trigger":{"type":"down"},"range":"1h"}',
    ...channelData,
  },
  [`${CHANNEL_API}/destinations/[id]/secret`]: {
    method: "POST",
    path: `${CHANNEL_API}/destinations/${NO_RECIPE}/secret`,
    ...ownersOnly,
  },
  [`${CHANNEL_API}/alert-recipes.yaml`]: { path: `${CHANNEL_API}/alert-recipes.yaml`, ...channelData },
  [`${CHANNEL_API}/views`]: { path: `${CHANNEL_API}/views`, ...channelData },
  [`${CHANNEL_API}/tail`]: { path: `${CHANNEL_API}/tail`, ...channelData },
  [`${CHANNEL_API}/incidents`]: { path: `${CHANNEL_API}/incidents?range=90d`, ...channelData },
  [`${CHANNEL_API}/incidents/[number]`]: { path: `${CHANNEL_API}/incidents/${NO_INCIDENT}`, ...hiddenData },
  [`${CHANNEL_API}/incidents/[number]/affected`]: {
    path: `${CHANNEL_API}/incidents/${NO_INCIDENT}/affected`,
    ...hiddenData,
  },
  [`${CHANNEL_API}/incidents/[number]/acknowledge`]: {
    method: "POST",
    path: `${CHANNEL_API}/incidents/${NO_INCIDENT}/acknowledge`,
    ...hiddenData,
  },
  [`${CHANNEL_API}/incidents/[number]/notes`]: {
    method: "POST",
    path: `${CHANNEL_API}/incidents/${NO_INCIDENT}/notes`,
    body: '{"text":"Hello"}',
    ...hiddenData,
  },
  [`${CHANNEL_API}/planned-downtimes`]: { path: `${CHANNEL_API}/planned-downtimes`, ...channelData },
  [`${CHANNEL_API}/planned-downtimes/[id]`]: {
    method: "DELETE",
    path: `${CHANNEL_API}/planned-downtimes/018f3a52-0000-7000-8000-000000000000`,
    ...ownersOnly,
  },
};
