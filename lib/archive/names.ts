import { randomBytes } from "node:crypto";

const HOUR_MS = 3_600_000;
/** As many digits as the largest exact number has: names sort as the numbers do. */
const DIGITS = 16;

/** Where an object's records come from: the first part of a commit's identity. */
export interface Source {
  topic: string;
  /** The stream's. */
  incarnation: string;
  partition: number;
}

const pad = (value: number, digits: number) => String(value).padStart(digits, "0");

/** Start of the UTC hour that an instant is in, milliseconds since 1970. */
export const hourOf = (instant: number) => Math.floor(instant / HOUR_MS) * HOUR_MS;

/** `2026/03/01/23/` of the hour's start. */
export function hourFolder(hour: number): string {
  return `${new Date(hour).toISOString().slice(0, 13).replace(/[-T]/g, "/")}/`;
}

export const quarantineTopic = (topic: string) => `_quarantine/${topic}`;

/** A name that nobody else will use; it says which commit it waits for. */
export function dataKey({ topic, incarnation, partition }: Source, start: number, hour: number): string {
  const name = `${pad(start, DIGITS)}-${partition}-${randomBytes(6).toString("hex")}-${incarnation}`;
  return `${topic}/${hourFolder(hour)}${name}.parquet`;
}

/** The commit that a data file's name tells of; null for a file that compaction made. */
export function commitOf(key: string): { incarnation: string; partition: number; start: number } | null {
  const match = /\/(\d{16})-(\d+)-[0-9a-f]{12}-([^/]+)\.parquet$/.exec(key);
  if (match === null) return null;
  const [, start, partition, incarnation = ""] = match;
  return { incarnation, partition: Number(partition), start: Number(start) };
}

export const commitFolder = (topic: string) => `_commits/${topic}/`;

export function partitionFolder({ topic, incarnation, partition }: Source): string {
  return `${commitFolder(topic)}${incarnation}/${partition}/`;
}

export function commitKey(source: Source, start: number): string {
  return `${partitionFolder(source)}${pad(start, DIGITS)}.json`;
}

export const compactionFolder = (topic: string, hour: number) => `_compactions/${topic}/${hourFolder(hour)}`;

export function compactionKey(topic: string, hour: number, number: number): string {
  return `${compactionFolder(topic, hour)}${pad(number, 6)}.json`;
}

export function compactedKey(topic: string, hour: number): string {
  return `${topic}/${hourFolder(hour)}compacted-${randomBytes(8).toString("hex")}.parquet`;
}
