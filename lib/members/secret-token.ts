import { createHash, randomBytes } from "node:crypto";

/** A secret of 32 random bytes in base64url, and the SHA-256 (hexadecimal) under which it is stored. */
export function createSecretToken(prefix = ""): { token: string; hash: string } {
  const token = `${prefix}${randomBytes(32).toString("base64url")}`;
  return { token, hash: hashSecretToken(token) };
}

/** 256 random bits need no salt and no slow hash: nobody can guess through them. */
export function hashSecretToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
