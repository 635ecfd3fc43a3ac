import type { InteractionDocument } from "../interactions/event.ts";
import { type Archived, POSITION_COLUMNS } from "./position.ts";
import type { Shape } from "./shape.ts";

/** What a person did in the platform's product, with its place in the stream. */
export const interactionShape: Shape<Archived<InteractionDocument>> = {
  columns: [
    { name: "id", type: "string", required: true, unique: true, of: ({ event }) => event.id },
    {
      name: "timestamp",
      type: "timestamp",
      required: true,
      bounds: true,
      of: ({ event }) => event.timestamp,
    },
    { name: "user_id", type: "string", required: true, of: ({ event }) => event.user_id },
    { name: "type", type: "string", required: true, bounds: true, of: ({ event }) => event.type },
    { name: "channel", type: "string", of: ({ event }) => event.channel },
    { name: "recipe_id", type: "string", of: ({ event }) => event.recipe_id },
    { name: "platform", type: "string", of: ({ event }) => event.platform },
    { name: "country", type: "string", of: ({ event }) => event.country },
    {
      name: "properties",
      type: "json",
      of: ({ event }) => (event.properties === undefined ? null : JSON.stringify(event.properties)),
    },
    ...POSITION_COLUMNS,
  ],
};
