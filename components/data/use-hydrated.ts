"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * Whether the component stands in the browser; not while it takes over the server's HTML, which has to say the same.
 * Parts of a page hydrate one after the other: what an earlier one has fetched meanwhile is news to a later one.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
