import { headers } from "next/headers";
import { ownOrigin } from "../config.ts";
import { getServer } from "../server.ts";

/** The address under which people reach us, for links that leave the browser: as configured, else as asked for. */
export async function publicOrigin(): Promise<string> {
  const { config } = await getServer();
  const configured = ownOrigin(config);
  if (configured !== null) return configured;
  const sent = await headers();
  const host = sent.get("x-forwarded-host") ?? sent.get("host") ?? `localhost:${config.PORT}`;
  const protocol = sent.get("x-forwarded-proto")?.split(",")[0] === "https" ? "https" : "http";
  return `${protocol}://${host}`;
}
