"use server";

import { cookies } from "next/headers";
import { arePins } from "#components/channels/pins.ts";
import { formatLook, parseLook } from "#components/logs/column-choice.ts";
import type { Preference } from "#components/shell/context.tsx";
import { isZone } from "#lib/format/time.ts";

const YEAR_SECONDS = 31_536_000;

const ACCEPTS: Record<Preference, (value: string) => boolean> = {
  theme: (value) => ["light", "dark", "system"].includes(value),
  zone: isZone,
  pins: arePins,
  logs: (value) => formatLook(parseLook(value)) === value,
};

/** Keeps how the viewer likes the pages in a cookie, where the next first byte finds it. Ignores nonsense. */
export async function savePreference(name: Preference, value: string): Promise<void> {
  if (!Object.hasOwn(ACCEPTS, name) || typeof value !== "string" || !ACCEPTS[name](value)) return;
  const jar = await cookies();
  jar.set(name, value, { path: "/", maxAge: YEAR_SECONDS, sameSite: "lax", httpOnly: true });
}
