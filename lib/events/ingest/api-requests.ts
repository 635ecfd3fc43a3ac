import { canOnChannel } from "../../channels/access.ts";
import { readEvent } from "../read-event.ts";
import type { ApiRequestEvent } from "../schema.ts";
import { sentForm } from "../sent-form.ts";
import type { Intake } from "./intake.ts";

/** `POST /api/v1/events`. */
export const apiRequestIntake: Intake<ApiRequestEvent> = {
  topic: "api-requests",
  read: readEvent,
  send: (event, { viewer, pseudonymize, occurrence }) =>
    canOnChannel(viewer, "events:write", event.channel)
      ? sentForm(event, pseudonymize, occurrence)
      : { refused: "is not this key's Channel" },
};
