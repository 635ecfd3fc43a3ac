import { createHmac, hkdfSync } from "node:crypto";
import { base32 } from "./base32.ts";

const PSEUDONYM = /^u_[a-z2-7]{16}$/;

/** Maps a platform's user id to its pseudonym. */
export type Pseudonymize = (userId: string) => string;

/**
 * The key for what comes with an API key of a Channel. Its holder gives any id and sees what becomes of it: under the
 * platform's own key they would learn whose pseudonym they see elsewhere.
 */
export const channelPseudonymKey = (key: string, channel: string): string =>
  Buffer.from(hkdfSync("sha256", key, "", `pseudonyms of ${channel}`, 32)).toString("hex");

/**
 * HMAC-SHA-256 under the key, as `u_` and 16 base32 characters (80 bits). What already is a pseudonym passes
 * unchanged, so that applying it twice is harmless. Two generations of a cache hold the most recent users: at most
 * 2 × `cacheSize` entries.
 */
export function pseudonymizer(key: string, cacheSize = 50_000): Pseudonymize {
  let recent = new Map<string, string>();
  let older = new Map<string, string>();

  return (userId) => {
    const known = recent.get(userId);
    if (known !== undefined) return known;
    if (PSEUDONYM.test(userId)) return userId;
    const pseudonym =
      older.get(userId) ?? `u_${base32(createHmac("sha256", key).update(userId).digest(), 16)}`;
    if (recent.size >= cacheSize) {
      older = recent;
      recent = new Map();
    }
    recent.set(userId, pseudonym);
    return pseudonym;
  };
}
