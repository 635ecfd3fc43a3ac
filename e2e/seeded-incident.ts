import { onInstallation } from "./on-installation.ts";

/** Puts an incident into the product under test; answers its number. */
export const seededIncident = (channel: string, state: "open" | "recovered"): number =>
  Number(onInstallation("seed-incident.ts", channel, state));
