import { canOnAllChannels, canOnChannel } from "../channels/access.ts";
import type { Intake, SendRules } from "../events/ingest/intake.ts";
import { sentMessage } from "../events/sent-form.ts";
import type { InteractionEvent } from "./event.ts";
import { protectInteraction, readInteraction } from "./read-interaction.ts";

function refusalOf({ channel }: InteractionEvent, viewer: SendRules["viewer"]): string | null {
  if (channel !== undefined)
    return canOnChannel(viewer, "events:write", channel) ? null : "is not this key's Channel";
  return canOnAllChannels(viewer, "events:write")
    ? null
    : "is missing: only a key of all Channels may send events of none";
}

/** `POST /api/v1/interactions`. What belongs to no Channel keeps a person's order. */
export const interactionIntake: Intake<InteractionEvent> = {
  topic: "interactions",
  read: readInteraction,
  send(event, { viewer, pseudonymize, occurrence }) {
    const refused = refusalOf(event, viewer);
    if (refused !== null) return { refused };
    const safe = protectInteraction(event, pseudonymize);
    return sentMessage(safe.channel ?? safe.user_id, safe, occurrence);
  },
};
