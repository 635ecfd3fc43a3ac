import { randomBytes } from "node:crypto";
import type { StreamMessage } from "../../lib/stores/event-stream/port.ts";

const FAILURES = [
  '"status_code":503,"error_message":"upstream connect error after 3012 ms (request 7f3a9c2e01)"',
  '"status_code":429,"error_message":"rate limit of 100 requests exceeded"',
  '"status_code":null,"error_type":"timeout","error_message":"no answer within 30000 ms"',
];

/**
 * Events of a believable size (about 600 bytes) and variety: 40 Channels, 5,000 users, 4 % failures. Put together as
 * text: on a small machine the producer must not be what the bench measures.
 */
export function benchMessage(sequence: number, at: string): StreamMessage {
  const channel = `channel-${(sequence * 7) % 40}`;
  const answer = sequence % 25 === 0 ? FAILURES[(sequence / 25) % FAILURES.length] : '"status_code":200';
  const event = `{"id":"${benchId(sequence)}","timestamp":"${at}","channel":"${channel}","kind":"action","endpoint":"endpoint_${sequence % 9}","method":"POST","url":"https://api.${channel}.example/v1/accounts/${sequence % 5_000}/messages?limit=50&cursor=${sequence}",${answer},"duration_ms":${40 + ((sequence * 131) % 700)},"timings":{"dns":1,"connect":4,"tls":12,"first_byte":${30 + (sequence % 90)}},"request_bytes":180,"response_bytes":${1_000 + (sequence % 3_000)},"attempt":1,"max_attempts":3,"recipe_id":"rcp_${sequence % 20_000}","run_id":"run_${sequence}","worker":"worker-${sequence % 6}","user_id":"user-${sequence % 5_000}","schema_version":1}`;
  return { key: channel, value: Buffer.from(event) };
}

/** Differs from run to run: what an earlier one left in the same hour must not make this one's events duplicates. */
const RUN = randomBytes(2).toString("hex");

export function benchId(sequence: number): string {
  return `0190f0c4-5b1a-7c3e-${RUN}-${sequence.toString(16).padStart(12, "0")}`;
}

/** A lean event of about 370 bytes: what the race is run with. */
export function leanMessage(sequence: number, at: string): StreamMessage {
  const channel = `channel-${(sequence * 7) % 40}`;
  const answer =
    sequence % 25 === 0
      ? '"status_code":503,"error_message":"upstream connect error after 3012 ms"'
      : '"status_code":200';
  const event = `{"id":"${benchId(sequence)}","timestamp":"${at}","channel":"${channel}","kind":"action","endpoint":"endpoint_${sequence % 9}","method":"POST","url":"https://api.${channel}.example/v1/accounts/${sequence % 5_000}/messages?limit=50",${answer},"duration_ms":${40 + ((sequence * 131) % 700)},"attempt":1,"recipe_id":"rcp_${sequence % 20_000}","run_id":"run_${sequence}","worker":"worker-${sequence % 6}","user_id":"user-${sequence % 5_000}"}`;
  return { key: channel, value: Buffer.from(event) };
}
