import { createHmac } from "node:crypto";
import { attempt } from "./judge-answer.ts";
import type { SendAction } from "./types.ts";
import { webhookBody } from "./webhook-body.ts";

const GONE = 410;

/** As Standard Webhooks has it: the receiver knows us by a signature and repeats by the id. */
export const sendWebhook: SendAction<"webhook"> = (
  { url, secret, old_secrets },
  message,
  { http, deliveryId, now },
) =>
  attempt(
    () => {
      const body = webhookBody(message);
      const timestamp = String(Math.floor(now / 1_000));
      const content = `${deliveryId}.${timestamp}.${body}`;
      const secrets = [secret, ...old_secrets.filter(({ until }) => until > now).map((old) => old.secret)];
      return http.post({
        url,
        headers: {
          "content-type": "application/json",
          "webhook-id": deliveryId,
          "webhook-timestamp": timestamp,
          "webhook-signature": secrets.map((each) => `v1,${sign(each, content)}`).join(" "),
        },
        body,
      });
    },
    ({ status }) => (status === GONE ? { outcome: "gone" } : null),
  );

function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(content).digest("base64");
}
