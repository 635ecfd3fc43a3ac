import { formatAlertValue, minutesInWords } from "../format-value.ts";
import type { PlatformUnit } from "../trigger.ts";

/** What the installation watches of itself, in the order of its list. */
export const PLATFORM_MEASURES = [
  "evaluation_behind",
  "not_answering",
  "consumer_lag",
  "dead_letters",
  "under_replicated",
  "disk_used",
  "verification",
  "verification_age",
  "archive_standstill",
] as const;
export type PlatformMeasure = (typeof PLATFORM_MEASURES)[number];

/** Asks for one measure: it fires while the figure is above `above`. */
export interface PlatformTrigger {
  type: "platform";
  measure: PlatformMeasure;
  /** In the measure's unit. */
  above: number;
  for_minutes: number;
}

export interface AboutMeasure {
  /** Of its alert Recipe. */
  name: string;
  unit: PlatformUnit;
  /** The usual threshold, and how long it must be above that. */
  above: number;
  forMinutes: number;
  /** The largest threshold that can be meant. */
  most: number;
  /** The condition, given the threshold in words. */
  condition: (threshold: string) => string;
  /** The same where the threshold is 0. */
  any: string;
}

export const ABOUT: Record<PlatformMeasure, AboutMeasure> = {
  evaluation_behind: {
    name: "Alerts are judged",
    unit: "minutes",
    above: 2,
    forMinutes: 1,
    most: 1_440,
    condition: (threshold) => `alert Recipes were last judged more than ${threshold} ago`,
    any: "alert Recipes are not judged at once",
  },
  not_answering: {
    name: "Web and stores answer",
    unit: "parts",
    above: 0,
    forMinutes: 1,
    most: 3,
    condition: (threshold) => `more than ${threshold} of web, database, stream and index do not answer`,
    any: "web, database, stream or index does not answer",
  },
  consumer_lag: {
    name: "Consumer lag",
    unit: "records",
    above: 10_000,
    forMinutes: 2,
    most: 1_000_000_000,
    condition: (threshold) => `more than ${threshold} wait for the index`,
    any: "records wait for the index",
  },
  dead_letters: {
    name: "Dead letters",
    unit: "letters",
    above: 10,
    forMinutes: 0,
    most: 1_000_000,
    condition: (threshold) => `more than ${threshold} came within the last hour`,
    any: "a dead letter came within the last hour",
  },
  under_replicated: {
    name: "Under-replicated partitions",
    unit: "partitions",
    above: 0,
    forMinutes: 2,
    most: 100_000,
    condition: (threshold) => `more than ${threshold} lack a replica in sync`,
    any: "a partition lacks a replica in sync",
  },
  disk_used: {
    name: "Disks of the index",
    unit: "percent",
    above: 85,
    forMinutes: 5,
    most: 100,
    condition: (threshold) => `a disk of the index is more than ${threshold} full, or above a watermark`,
    any: "a disk of the index is not empty",
  },
  verification: {
    name: "Stores agree",
    unit: "disagreements",
    above: 0,
    forMinutes: 0,
    most: 1_000_000,
    condition: (threshold) => `verification found more than ${threshold} between stores`,
    any: "verification found that stores disagree",
  },
  verification_age: {
    name: "Stores are compared",
    unit: "minutes",
    above: 180,
    forMinutes: 5,
    most: 10_080,
    condition: (threshold) => `stores were last compared more than ${threshold} ago`,
    any: "stores are not compared at once",
  },
  archive_standstill: {
    name: "The archive moves",
    unit: "minutes",
    above: 120,
    forMinutes: 0,
    most: 10_080,
    condition: (threshold) => `records have waited more than ${threshold} for the archive to take any`,
    any: "records wait for the archive",
  },
};

/** A Recipe's condition in words: `more than 10,000 records wait for the index, for 2 minutes`. */
export function platformCondition({ measure, above, for_minutes }: PlatformTrigger): string {
  const { condition, any, unit } = ABOUT[measure];
  const what = above === 0 ? any : condition(formatAlertValue(above, unit));
  return for_minutes === 0 ? what : `${what}, for ${minutesInWords(for_minutes)}`;
}
