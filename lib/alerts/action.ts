import { z } from "zod";

export const DESTINATION_TYPES = ["webhook", "slack", "email", "sms", "pagerduty"] as const;
export type DestinationType = (typeof DESTINATION_TYPES)[number];

const address = z.url({ protocol: /^https?$/, error: "must be a URL" }).max(2_048);

/** Where to: as scripts give it. What an address may be beyond its form is checked when it is made. */
export const destinationInput = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("webhook"),
    url: address,
    name: z.string().trim().min(1).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal("slack"),
    url: address,
    name: z.string().trim().min(1).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal("email"),
    to: z.email().max(254).toLowerCase(),
    name: z.string().trim().min(1).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal("sms"),
    to: z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a number as +4917012345678 (E.164)"),
    name: z.string().trim().min(1).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal("pagerduty"),
    routing_key: z
      .string()
      .regex(/^[0-9a-zA-Z]{32}$/, "must be the 32 characters of an Events API v2 integration"),
    name: z.string().trim().min(1).max(100).optional(),
  }),
]);
export type DestinationInput = z.output<typeof destinationInput>;

/** A destination that exists already, by its id. */
export const knownDestination = z.strictObject({ type: z.literal("destination"), id: z.uuid() });

const target = z.discriminatedUnion("type", [knownDestination, ...destinationInput.options]);
export type ActionTarget = z.output<typeof target>;

/** One action of an alert Recipe; `failover` is told when the first cannot be reached. */
const failover = { failover: target.optional() };
const [webhook, slack, email, sms, pagerduty] = destinationInput.options;
export const actionInput = z.discriminatedUnion("type", [
  knownDestination.extend(failover),
  webhook.extend(failover),
  slack.extend(failover),
  email.extend(failover),
  sms.extend(failover),
  pagerduty.extend(failover),
]);
export type ActionInput = z.output<typeof actionInput>;
