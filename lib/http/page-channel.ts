import { cache } from "react";
import { type ChannelIdentity, identifyChannel } from "../channels/identify.ts";
import { getServer } from "../server.ts";
import { pageViewer } from "./page-viewer.ts";

/** The Channel that the page is of; read once per request. Ask the access module first. */
export const pageChannel = cache(
  async (slug: string): Promise<ChannelIdentity> =>
    identifyChannel((await getServer()).database, await pageViewer(), slug),
);
