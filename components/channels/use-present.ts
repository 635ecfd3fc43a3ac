"use client";

import { useLive } from "#components/data/use-live.ts";
import type { ChannelPresent } from "#lib/channels/views.ts";
import type { PresentAnswer } from "#lib/http/api/answers.ts";
import { receiptFromApi } from "#lib/http/api/receipt.ts";

const EVERY_MS = 10_000;

const readPresent = ({ data: { state, receipt } }: PresentAnswer): ChannelPresent => ({
  state,
  receipt: receiptFromApi(receipt),
});

/** How the Channel is just now; whoever asks on one page shares the answer. */
export const useChannelPresent = (slug: string) =>
  useLive({
    path: `/api/channels/${slug}/present`,
    read: readPresent,
    initial: null,
    everyMs: EVERY_MS,
    inBackground: true,
  });
