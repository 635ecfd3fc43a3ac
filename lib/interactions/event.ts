import { z } from "zod";
import { channelSlug } from "../events/schema.ts";

export const RECIPE_TYPES = [
  "recipe_created",
  "recipe_enabled",
  "recipe_disabled",
  "recipe_deleted",
  "recipe_run",
] as const;
const CONNECTION_TYPES = ["channel_connected", "channel_disconnected"] as const;
const INTERACTION_TYPES = [...RECIPE_TYPES, ...CONNECTION_TYPES, "page_viewed"] as const;

/** What happens to a Recipe: it concerns the Channels of its trigger and its action. */
export type RecipeInteractionType = (typeof RECIPE_TYPES)[number];
export type ConnectionInteractionType = (typeof CONNECTION_TYPES)[number];

const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

/**
 * One thing a person did in the platform's product, as it is sent. Only `timestamp`, `user_id` and `type` are required;
 * `country` is ISO 3166-1's two letters. Unknown fields are dropped (and counted), never a reason to reject.
 */
export const interactionEvent = z.object({
  id: optional(z.string().max(128)),
  timestamp: z.iso.datetime({ offset: true }),
  user_id: z.string().min(1).max(256),
  type: z.enum(INTERACTION_TYPES),
  channel: optional(channelSlug),
  recipe_id: optional(z.string().max(128)),
  platform: optional(z.enum(["web", "ios", "android"])),
  country: optional(z.string().regex(/^[A-Z]{2}$/, "must be two upper-case letters")),
  properties: optional(
    z
      .record(z.string().min(1).max(64), z.union([z.string().max(256), z.number(), z.boolean(), z.null()]))
      .refine((value) => Object.keys(value).length <= 32, "must have 32 keys at most"),
  ),
});
export type InteractionEvent = z.output<typeof interactionEvent>;
export type InteractionEventInput = z.input<typeof interactionEvent>;
export type Properties = NonNullable<InteractionEvent["properties"]>;

/** An interaction as every store keeps it: accepted, redacted, `user_id` a pseudonym. */
export interface InteractionDocument extends Omit<InteractionEvent, "timestamp"> {
  id: string;
  /** Milliseconds since 1970 (UTC). */
  timestamp: number;
  /** 24 bits of a hash of the canonical event. */
  checksum: number;
}
