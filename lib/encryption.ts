import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was stored cannot be read: another key, or somebody changed it. */
export class DecryptionFailed extends Error {
  override readonly name = "DecryptionFailed";
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "channelscope stored secrets", 32));
}

/** AES-256-GCM under a key made of the configured secret; `context` (what it belongs to) is needed to read it again. */
export function encrypt(text: string, secret: string, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), nonce);
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** Throws `DecryptionFailed` unless secret and context are those it was encrypted with. */
export function decrypt(stored: string, secret: string, context: string): string {
  const [version, sealed = ""] = stored.split(".");
  const bytes = Buffer.from(sealed, "base64url");
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES)
    throw new DecryptionFailed("No such format.");
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new DecryptionFailed("Another key, or changed since.", { cause });
  }
}
