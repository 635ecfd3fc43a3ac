import { hash } from "node:crypto";
import { base32 } from "./base32.ts";

const digest = (parts: unknown[]) => base32(hash("sha256", JSON.stringify(parts), "buffer"), 26);

/** Where the stream keeps an event. */
export interface StreamPosition {
  topic: string;
  partition: number;
  offset: number;
}

/** The id of an event that was sent without one: the same for every delivery of the same record. */
export function idFromPosition(incarnation: string, position: StreamPosition): string {
  return `o_${digest([incarnation, position.topic, position.partition, position.offset])}`;
}

/**
 * The id of an event without one that arrives outside the stream (HTTP, a file): from its content and how many equal
 * ones stood before it there. Sending the same request or file again then changes nothing, while equal events within
 * one request stay apart.
 */
export function idFromContent(content: string, occurrence: number): string {
  return `c_${digest([content, occurrence])}`;
}
