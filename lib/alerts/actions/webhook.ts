import { createHmac } from "node:crypto";
import { attempt } from "./judge-answer.ts";
import type { SendAction } from "./types.ts";
import { webhookBody } from "./webhook-body.ts";

const GONE = 410;

/** As Standard Webhooks has it: the receiver knows us by the signature and repeats by the id. */
export const sendWebhook: SendAction<"webhook"> = ({ url, secret }, message, { http, deliveryId, now }) =>
  attempt(
    () => {
      const body = webhookBody(message);
      const timestamp = String(Math.floor(now / 1_000));
      return http.post({
        url,
        headers: {
          "content-type": "application/json",
          "webhook-id": deliveryId,
          "webhook-timestamp": timestamp,
          "webhook-signature": `v1,${sign(secret, `${deliveryId}.${timestamp}.${body}`)}`,
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
