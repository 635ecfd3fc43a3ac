import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import type { Config } from "./config.ts";
import { createOnce } from "./create-once.ts";

export interface Secrets {
  /** Signs sessions. */
  nextAuthSecret: string;
  /** Turns a user id into its pseudonym; changing it breaks the link between old and new events. */
  pseudonymKey: string;
  /** Encrypts what is stored of others' credentials. */
  encryptionKey: string;
}

/** The configured secrets; those unset are made once and kept, each in a private file of `DATA_DIR`. */
export async function openSecrets(config: Config): Promise<Secrets> {
  const keep = (name: string) =>
    createOnce(join(resolve(config.DATA_DIR), "secrets", name), () => randomBytes(32).toString("hex"));
  return {
    nextAuthSecret: config.NEXTAUTH_SECRET ?? (await keep("nextauth-secret")),
    pseudonymKey: config.PSEUDONYM_KEY ?? (await keep("pseudonym-key")),
    encryptionKey: config.ENCRYPTION_KEY ?? (await keep("encryption-key")),
  };
}
