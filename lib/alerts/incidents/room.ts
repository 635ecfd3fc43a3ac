import { channelScope, type Viewer } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import type { ReadDeps } from "../../events/read-deps.ts";
import { readReceipt } from "../../pipeline/progress.ts";
import { differingSpans } from "../../verification/differing.ts";
import { conditionInWords } from "../recipes/condition.ts";
import { incidentFigures } from "./figures.ts";
import { getIncident } from "./get.ts";
import { similarBefore } from "./similar.ts";
import { incidentSpan } from "./time.ts";
import { recipesTurnedOff } from "./turned-off.ts";
import type { IncidentRoom } from "./views.ts";

/**
 * All that an incident's page shows; needs `alerts:read`, and `requests:read` for what failed. Another Channel's number
 * is `not_found`.
 */
export async function incidentRoom(
  deps: Omit<ReadDeps, "secrets">,
  viewer: Viewer,
  channel: string,
  number: number,
): Promise<IncidentRoom> {
  channelScope(viewer, "alerts:read", channel);
  const scope = channelScope(viewer, "requests:read", channel);
  const { database, index } = deps;
  const now = deps.clock.now();
  const incident = await getIncident(deps, viewer, channel, number);
  const figuring = incidentFigures({ index, scope, channel, now }, incident);
  const [identity, figures, turnedOff, similar, receipt, differing] = await Promise.all([
    database.channel.findUnique({
      where: { slug: channel },
      select: { name: true, partner: { select: { name: true } } },
    }),
    figuring,
    recipesTurnedOff(database, channel, incidentSpan(incident, now)),
    similarBefore(database, incident),
    readReceipt(database, now),
    figuring.then(({ from, to }) => differingSpans(database, { channel, from, to })),
  ]);
  if (identity === null) throw new AppError("not_found", "There is no such Channel, or you may not see it.");
  return {
    ...incident,
    channel_name: identity.name,
    partner: identity.partner.name,
    condition: conditionInWords(incident.trigger),
    figures: { ...figures, impact: { ...figures.impact, recipes_turned_off: turnedOff } },
    similar,
    receipt,
    differing,
  };
}
