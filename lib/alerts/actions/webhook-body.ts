import type { AlertMessage, DigestMessage } from "../message.ts";
import { isDigest } from "./digest.ts";
import { cut } from "./plain-text.ts";

/** Standard Webhooks asks for less than 20 kB. */
const MOST_BYTES = 19_000;

/** Lengths that texts are cut to until the body fits. */
const LENGTHS = [2_000, 500, 200, 60];

/** Bytes that an alert may take in a digest even when there are many. */
const LEAST_SHARE = 1_500;

/** The message as it is; where it would be too large, with its texts cut, and a digest without its last alerts. */
export function webhookBody(message: AlertMessage | DigestMessage): string {
  return JSON.stringify(isDigest(message) ? fittedDigest(message) : fitted(message, MOST_BYTES));
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

function fitted(message: AlertMessage, most: number): AlertMessage {
  let fit = message;
  for (const length of LENGTHS) {
    if (bytesOf(fit) <= most) break;
    fit = shortened(message, length);
  }
  return fit;
}

function shortened(message: AlertMessage, length: number): AlertMessage {
  const { data } = message;
  const { top_error: error } = data;
  return {
    ...message,
    data: {
      ...data,
      title: cut(data.title, length),
      condition: cut(data.condition, length),
      recipe_name: cut(data.recipe_name, length),
      top_error: error && {
        ...error,
        label: cut(error.label, length),
        pattern: error.pattern === null ? null : cut(error.pattern, length),
      },
    },
  };
}

function fittedDigest({ type, timestamp, data: { alerts: all, url } }: DigestMessage) {
  const body = { type, timestamp, data: { alerts: [] as AlertMessage[], omitted: all.length, url } };
  let left = MOST_BYTES - bytesOf(body);
  for (const alert of all) {
    const fit = fitted(alert, Math.max(LEAST_SHARE, MOST_BYTES / all.length));
    left -= bytesOf(fit) + 1;
    if (left < 0) break;
    body.data.alerts.push(fit);
  }
  body.data.omitted = all.length - body.data.alerts.length;
  return body;
}
