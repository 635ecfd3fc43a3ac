import { wholeSecond } from "../events/range.ts";
import type { ReadDeps } from "../events/read-deps.ts";
import { readReceipt } from "../pipeline/progress.ts";
import { channelScope, type Viewer } from "./access.ts";
import { identifyChannel } from "./identify.ts";
import { channelStates } from "./states.ts";
import type { ChannelPresent } from "./views.ts";

/** How a Channel is just now, whatever range is looked at. `not_found` for one out of the viewer's sight. */
export async function channelPresent(
  { index, database, clock }: Omit<ReadDeps, "secrets">,
  viewer: Viewer,
  slug: string,
): Promise<ChannelPresent> {
  const scope = channelScope(viewer, "requests:read", slug);
  await identifyChannel(database, viewer, slug);
  const now = wholeSecond(clock.now());
  const [states, receipt] = await Promise.all([
    channelStates(index, scope, [slug], now),
    readReceipt(database, now),
  ]);
  return { state: states.get(slug)?.name ?? "healthy", receipt };
}
