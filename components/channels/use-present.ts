"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useLive } from "#components/data/use-live.ts";
import type { ChannelPresent } from "#lib/channels/views.ts";
import type { PresentAnswer } from "#lib/http/api/answers.ts";
import { receiptFromApi } from "#lib/http/api/receipt.ts";

const EVERY_MS = 10_000;

const readPresent = ({ data: { state, receipt } }: PresentAnswer): ChannelPresent => ({
  state,
  receipt: receiptFromApi(receipt),
});

const pathOf = (slug: string) => `/api/channels/${slug}/present`;

/** How the Channel is just now; whoever asks on one page shares the answer. */
export const useChannelPresent = (slug: string) =>
  useLive({
    path: pathOf(slug),
    read: readPresent,
    initial: null,
    everyMs: EVERY_MS,
    inBackground: true,
  });

/**
 * Asks for it at once where the page shows it: for who was refused without being told why. Who is signed out by now
 * comes to sign-in by that.
 */
export function useAskPresent(slug: string): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.refetchQueries({ queryKey: [pathOf(slug)] }), [client, slug]);
}
