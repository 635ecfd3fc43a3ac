import type { ChannelIdentity } from "../channels/identify.ts";
import type { UsageRange } from "./ranges.ts";

/** A UTC day, `YYYY-MM-DD`. */
export type UsageDate = string;

/**
 * One day of a Channel. `week` and `month` are people in the 7 and 28 days that end with it. null: the day could not be
 * counted, or not yet; 0 says that there was nothing.
 */
export interface UsageDay {
  date: UsageDate;
  active: number | null;
  week: number | null;
  month: number | null;
  /** Of `active`, those whose first activity on the Channel was that day. */
  first: number | null;
  created: number | null;
  enabled: number | null;
  disabled: number | null;
  /** Recipes that were enabled at the day's end. */
  enabledAtEnd: number | null;
  runs: number | null;
  connected: number | null;
  disconnected: number | null;
}

/** People within a whole range, each once. */
export interface UsagePeople {
  active: number;
  /** Of these, those whose first activity on the Channel was in the range. */
  first: number;
  connected: number;
  /** Those who connected in the range, and of them who went so far; null: fewer than 5, but somebody. */
  funnel: { connected: number; created: number | null; enabled: number | null; ran: number | null };
}

/** One of a Channel's groups with at least 5 people. */
export interface UsageGroup {
  /** Slug, platform or country. */
  key: string;
  /** A name to show; the key where there is none. */
  name: string;
  /** Of triggers and actions. */
  kind: string | null;
  users: number;
  /** What the list counts: runs, Recipes or people. */
  amount: number;
  /** The same in the range before; null: unknown, or among the small groups there. */
  before: number | null;
}

export interface UsageBreakdown {
  /** Most first. */
  groups: UsageGroup[];
  /** The small groups as one; `amount` null: too few people to tell. null: there is none. */
  other: { groups: number; amount: number | null } | null;
}

export interface UsageRecipe {
  id: string;
  /** null for whoever may not see it, and where the application's database does not know the Recipe. */
  title: string | null;
  runs: number;
}

/** How many were active so many weeks after their first week, week 0 first. */
export interface UsageCohort {
  /** Its Monday. */
  week: UsageDate;
  /** null: fewer than 5. */
  users: number | null;
  /** null: hidden, as fewer than 5 or beside such. Of a cohort of fewer than 5 it is empty. */
  active: (number | null)[];
}

/** What a chart rests on, so that it can be trusted. */
export interface UsageReceipt {
  /** The last day that is counted. */
  completeTo: UsageDate;
  /** How many of the range's days were made; fewer where history begins later. */
  days: number;
  /** Rows of the warehouse that it was read from. */
  rows: number;
  /** When the youngest of these was made, milliseconds since 1970. */
  madeAt: number;
  /** null: not compared with its source yet, or events that came later wait. */
  verified: { at: number; equal: boolean } | null;
  /** When events that came later will be counted, milliseconds since 1970; null: none wait. */
  madeAnewAt: number | null;
}

export type UsagePart = "people" | "recipes" | "endpoints" | "pairs" | "audience" | "top" | "retention";

export interface UsageFigures {
  /** First and last day. */
  from: UsageDate;
  to: UsageDate;
  people: UsagePeople;
  /** Of the range before; null where history does not reach so far. */
  peopleBefore: UsagePeople | null;
  /** Every day of the range, and of the one before (none where history does not reach so far). */
  days: UsageDay[];
  daysBefore: UsageDay[];
  endpoints: UsageBreakdown;
  pairs: UsageBreakdown;
  platforms: UsageBreakdown;
  countries: UsageBreakdown;
  recipes: UsageRecipe[];
  retention: UsageCohort[];
  receipts: Record<UsagePart, UsageReceipt>;
}

export interface UsageView {
  channel: ChannelIdentity;
  range: UsageRange;
  /** null: nobody did anything with the Channel in the range or before it, or no day was made yet. */
  figures: UsageFigures | null;
  /** The last day that was made for any Channel; null: none yet. */
  completeTo: UsageDate | null;
  /** Before that: whether the first days are being made at present. */
  counting: boolean;
  /** Whether the viewer may open the Channel's requests. */
  requests: boolean;
}

/** One Channel among all, in the range. */
export interface ChannelUsage {
  slug: string;
  name: string;
  partner: string;
  color: string | null;
  active: number;
  /** null where history does not reach so far. */
  activeBefore: number | null;
  /** Of those active, who never was before. */
  first: number;
  /** Recipes enabled at the end. */
  enabled: number;
  runs: number;
  /** Active users: by day, of 13 weeks by week. */
  trend: (number | null)[];
}

export interface UsageOverview {
  range: UsageRange;
  /** The last day that is counted; null: none is. */
  completeTo: UsageDate | null;
  /** Whether the first days are being counted at present. */
  counting: boolean;
  /** All Channels, the most used first; null: no day is counted. */
  channels: ChannelUsage[] | null;
  receipt: UsageReceipt | null;
}
