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

/** The instant inside a UUIDv7, milliseconds; null for other ids. */
export function instantOf(id: string): number | null {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(id);
  return match === null ? null : Number.parseInt(`${match[1]}${match[2]}`, 16);
}
