import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { decrypt, encrypt } from "../../encryption.ts";
import type { DestinationInput, DestinationType } from "../action.ts";
import type { OpenDestination } from "../message.ts";

/** Milliseconds for which a secret that was replaced still signs, as receivers change over in their own time. */
const OLD_SECRET_MS = 24 * 60 * 60_000;
/** Secrets beside the present one, so that rotating again and again makes no endless header. */
const MOST_OLD = 3;

const stored = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("webhook"),
    url: z.string(),
    secret: z.string(),
    old_secrets: z.array(z.object({ secret: z.string(), until: z.number() })).default([]),
  }),
  z.object({ type: z.literal("slack"), url: z.string() }),
  z.object({ type: z.literal("email"), to: z.string() }),
  z.object({ type: z.literal("sms"), to: z.string() }),
  z.object({ type: z.literal("pagerduty"), routing_key: z.string() }),
]);
type Stored = z.output<typeof stored>;

/** Ties what is encrypted to where it is used, so that nobody moves it to another row's type. */
const contextOf = (type: DestinationType) => `destination ${type}`;

/** Of Standard Webhooks: 24 to 64 random bytes. */
const newSigningSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

/** A webhook with another secret; the one before signs until `until`, milliseconds since 1970. */
export function withNewSecret(
  settings: Extract<Stored, { type: "webhook" }>,
  now: number,
): Extract<Stored, { type: "webhook" }> & { until: number } {
  const until = now + OLD_SECRET_MS;
  const old = [{ secret: settings.secret, until }, ...settings.old_secrets];
  return {
    ...settings,
    secret: newSigningSecret(),
    old_secrets: old.filter((each) => each.until > now).slice(0, MOST_OLD),
    until,
  };
}

export function sealSettings(settings: Stored, encryptionKey: string): string {
  return encrypt(JSON.stringify(settings), encryptionKey, contextOf(settings.type));
}

/** A row's settings in the clear. Throws `DecryptionFailed` under another key. */
export function openDestination(
  row: { id: string; name: string; type: string; settings: string },
  encryptionKey: string,
): OpenDestination {
  const type = row.type as DestinationType;
  const settings = stored.parse(JSON.parse(decrypt(row.settings, encryptionKey, contextOf(type))));
  return { id: row.id, name: row.name, ...settings };
}

/** What is stored of an address that is given now; a webhook gets its secret. */
export function settingsOf(input: DestinationInput): Stored {
  const { name: _, ...settings } = input;
  return settings.type === "webhook"
    ? { ...settings, secret: newSigningSecret(), old_secrets: [] }
    : settings;
}

/** The same for the same address, and telling nothing about it. */
export function fingerprintOf(input: DestinationInput, encryptionKey: string): string {
  const { name: _, ...address } = input;
  return createHmac("sha256", encryptionKey).update(JSON.stringify(address)).digest("hex");
}

/** What may be shown: whoever knows a Slack address or a pager's key can post there. */
export function hintOf(input: DestinationInput): string {
  switch (input.type) {
    case "webhook": {
      const { host, pathname } = new URL(input.url);
      return pathname === "/" ? host : `${host}/…${pathname.slice(-4)}`;
    }
    case "slack":
      return `${new URL(input.url).host}/…${input.url.slice(-4)}`;
    case "pagerduty":
      return `…${input.routing_key.slice(-4)}`;
    case "email":
    case "sms":
      return input.to;
  }
}
