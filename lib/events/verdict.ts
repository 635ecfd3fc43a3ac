import type { Fault } from "./document.ts";
import type { Verdict } from "./views.ts";

/** Errors that may be the fault of the way between worker and partner. */
export const NETWORK_ERRORS = ["dns", "connect", "tls", "timeout", "reset"] as const;

/** Fewer users than this say nothing about the partner's sign-in. */
export const MANY_USERS = 20;
/** What a partner may learn of others is made of at least this many of them. */
export const OTHER_CHANNELS = 5;

/** What else happened to the Channel, and to the same worker, in the failure's minute. */
export interface MinuteContext {
  /** The Channel's requests of that minute, those of them that failed with 401 or 403, and the users of these. */
  requests: number;
  userFailures: number;
  usersFailing: number;
  /** Other Channels that the same worker called, and how many of them failed with a network error; null: unknown. */
  others: { channels: number; failing: number } | null;
}

/** True when the Channel refuses everybody: then its own sign-in is broken, not a user's token. */
export function refusesEverybody(minute: {
  requests: number;
  userFailures: number;
  usersFailing: number;
}): boolean {
  return minute.usersFailing >= MANY_USERS && minute.userFailures * 2 >= minute.requests;
}

/** True when the worker failed so on half of at least five other Channels: then the way there is broken. */
export function networkIsBroken(others: { channels: number; failing: number } | null): boolean {
  return others !== null && others.channels >= OTHER_CHANNELS && others.failing * 2 >= others.channels;
}

export function isNetworkError(errorType: string | null | undefined): boolean {
  return NETWORK_ERRORS.some((type) => type === errorType);
}

const plain: Record<Fault, string> = {
  platform: "The platform failed itself, before or after the Channel answered.",
  rate_limit: "The Channel answered that it was called too often.",
  user: "The Channel refused this user's token; others are accepted.",
  recipe: "The Channel refused what this Recipe sent.",
  network: "The way to the Channel was broken.",
  partner: "The Channel failed to answer properly.",
};

function partnerReason({ others }: MinuteContext): string {
  if (others === null || others.channels < OTHER_CHANNELS) return plain.partner;
  return `The same worker reached ${others.channels - others.failing} of ${others.channels} other Channels in that minute.`;
}

/** Who has to act on a failure, seen in its minute, and why. `fault` is the verdict from the event alone. */
export function judge(
  failure: { fault: Fault; error_type?: string | undefined },
  minute: MinuteContext,
): Verdict {
  const { fault } = failure;
  if (fault === "user" && refusesEverybody(minute)) {
    const reason = `The Channel refused ${minute.userFailures} of ${minute.requests} requests of that minute, of ${minute.usersFailing} users: its sign-in is broken.`;
    return { fault: "partner", reason };
  }
  if (fault !== "partner") return { fault, reason: plain[fault] };
  if (isNetworkError(failure.error_type) && networkIsBroken(minute.others)) {
    const { channels, failing } = minute.others ?? { channels: 0, failing: 0 };
    const reason = `The same worker also failed on ${failing} of ${channels} other Channels in that minute.`;
    return { fault: "network", reason };
  }
  return { fault, reason: partnerReason(minute) };
}
