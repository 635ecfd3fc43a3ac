import type { AuditItem, AuditNoun } from "#lib/members/audit-trail.ts";

/** What a filter calls each kind of entry. */
export const NOUN_WORDS: Record<AuditNoun, string> = {
  membership: "Members",
  invitation: "Invitations",
  api_key: "API keys",
  channel: "The Channel itself",
  person: "Passwords",
  partner_view: "Views by support",
  saved_view: "Shared searches",
  alert_recipe: "Alert Recipes",
  incident: "Incidents",
  delivery: "Alert deliveries",
  planned_downtime: "Planned downtime",
  destination: "Alert destinations",
  connected_app: "Connected apps",
};

type Words = (item: { subject: string; detail: Record<string, unknown> }) => string;

const text = (value: unknown) => (Array.isArray(value) ? value.join(", ") : String(value ?? "?"));

const ACTIONS: Record<string, Words> = {
  "membership.change_role": ({ subject, detail }) => `made ${subject} ${text(detail.role)}`,
  "membership.remove": ({ subject }) => `removed ${subject}`,
  "invitation.create": ({ subject, detail }) => `invited ${subject} as ${text(detail.role)}`,
  "invitation.accept": ({ subject, detail }) =>
    `accepted the invitation of ${subject} as ${text(detail.role)}`,
  "invitation.revoke": ({ subject }) => `withdrew the invitation of ${subject}`,
  "api_key.create": ({ detail }) => `made the key ${text(detail.name)} (${text(detail.scopes)})`,
  "api_key.revoke": ({ subject, detail }) => `revoked the key ${text(detail.name ?? subject)}`,
  "channel.register": ({ detail }) => `registered the Channel as ${text(detail.name)}`,
  "channel.change_time_zone": ({ detail }) =>
    `changed the time zone from ${text(detail.from)} to ${text(detail.to)}`,
  "person.send_password_link": ({ subject }) => `had a password link made for ${subject}`,
  "partner_view.start": ({ detail }) =>
    `began to view as partner, for an hour at most: ${text(detail.reason)}`,
  "saved_view.share": ({ subject }) => `shared the search ${subject}`,
  "saved_view.remove": ({ subject }) => `removed the shared search ${subject}`,
  "incident.acknowledge": ({ subject }) => `acknowledged the incident ${subject}`,
  "delivery.send_again": ({ subject, detail }) =>
    `had the message about ${subject} to ${text(detail.destination)} sent again`,
  "destination.create": ({ subject, detail }) => `added the destination ${subject} (${text(detail.type)})`,
  "destination.rename": ({ subject }) => `renamed the destination ${subject}`,
  "destination.rotate_secret": ({ subject }) => `gave the webhook ${subject} another signing secret`,
  "destination.enable": ({ subject }) => `switched the destination ${subject} on again`,
  "destination.remove": ({ subject }) => `removed the destination ${subject}`,
  "destination.confirm": ({ subject }) => `confirmed the destination ${subject}`,
  "destination.ask": ({ subject }) => `had ${subject} asked to confirm`,
  "destination.test": ({ subject }) => `sent a test to ${subject}`,
  "planned_downtime.plan": ({ detail }) =>
    `planned a downtime of ${detail.endpoint === null ? "all of the Channel" : text(detail.endpoint)} from ${text(detail.starts_at)} to ${text(detail.ends_at)}`,
  "planned_downtime.end": () => "ended a planned downtime",
  "planned_downtime.cancel": () => "withdrew a planned downtime",
  "alert_recipe.recommend": ({ subject }) => `got the alert Recipe ${subject} to begin with`,
  "alert_recipe.create": ({ subject, detail }) =>
    `made the alert Recipe ${subject}: if ${text(detail.condition)}`,
  "alert_recipe.update": ({ subject, detail }) =>
    `changed the alert Recipe ${subject} (${text(detail.changed).replaceAll("_", " ")})`,
  "alert_recipe.enable": ({ subject }) => `switched the alert Recipe ${subject} on`,
  "alert_recipe.disable": ({ subject }) => `switched the alert Recipe ${subject} off`,
  "alert_recipe.mute": ({ subject }) => `muted the alert Recipe ${subject}`,
  "alert_recipe.unmute": ({ subject }) => `ended the mute of the alert Recipe ${subject}`,
  "alert_recipe.remove": ({ subject }) => `removed the alert Recipe ${subject}`,
  "destination.disable": ({ subject, detail }) =>
    `switched the destination ${subject} off: ${text(detail.reason)}`,
  "connected_app.approve": ({ subject }) => `let ${subject} read the alerts of their Channels`,
  "connected_app.disconnect": ({ subject }) => `disconnected ${subject}`,
  "connected_app.watch": ({ subject }) => `has a connected app watch whether ${subject}`,
  "partner_view.stop": () => "stopped viewing as partner",
};

/** An entry as the rest of a sentence that begins with who did it. */
export function auditWords({
  action,
  subject,
  detail,
}: Pick<AuditItem, "action" | "subject" | "detail">): string {
  const words = ACTIONS[action];
  return words === undefined
    ? [action, subject].filter(Boolean).join(" ")
    : words({ subject: subject ?? "", detail });
}
