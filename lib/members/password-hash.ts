import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { MAX_PASSWORD_CHARACTERS } from "./fields.ts";

/** OWASP's advice for scrypt: 32 MB and about a tenth of a second a round. Written into each hash, so it can rise. */
const COST = { log2N: 15, r: 8, p: 3 };
const KEY_BYTES = 32;

/** `$scrypt$ln=15,r=8,p=3$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  const { log2N, r, p } = COST;
  return `$scrypt$ln=${log2N},r=${r},p=${p}$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]{43})$/;

/** False for a wrong password, one that is too long to be any, and for a hash of another format. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = FORMAT.exec(stored);
  if (match === null) return false;
  const [, log2N, r, p, salt, key] = match;
  if (salt === undefined || key === undefined) return false;
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  // What anybody sends in is normalized here; another one in its place takes as long as a wrong one.
  const isTooLong = password.length > MAX_PASSWORD_CHARACTERS;
  const derived = await derive(isTooLong ? "" : password, Buffer.from(salt, "base64url"), cost);
  return timingSafeEqual(derived, Buffer.from(key, "base64url")) && !isTooLong;
}

let decoy: Promise<string> | undefined;

/** Takes as long as `verifyPassword` and is never true: for accounts that do not exist. */
export async function verifyAgainstNobody(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString("hex"));
  await verifyPassword(password, await decoy);
  return false;
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const N = 2 ** cost.log2N;
  const options: ScryptOptions = { N, r: cost.r, p: cost.p, maxmem: 256 * N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
