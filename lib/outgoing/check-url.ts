import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";
import { OutgoingRefused } from "./types.ts";

/** Names that never leave the machine or its network, whatever they resolve to. */
const LOCAL_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa)$/;

/**
 * Parses an address that a user gave. Without `allowPrivate`: https, a name with a dot or a public address, no
 * credentials. Throws `OutgoingRefused`.
 */
export function checkUrl(address: string, allowPrivate: boolean): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new OutgoingRefused("This is no URL.");
  }
  if (url.protocol !== "https:" && !(allowPrivate && url.protocol === "http:")) {
    throw new OutgoingRefused("The address has to begin with https://.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new OutgoingRefused("The address cannot have a user name or a password in it.");
  }
  if (allowPrivate) return url;
  const host = hostOf(url);
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) throw new OutgoingRefused("The address is not a public one.");
  } else if (!host.includes(".") || LOCAL_NAMES.test(host)) {
    throw new OutgoingRefused("The address is a local name, not a public one.");
  }
  return url;
}

/** Without the brackets of IPv6 and the dot at the end of an absolute name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "");
}
