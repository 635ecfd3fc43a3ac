import { sendJson } from "#components/data/api.ts";

const pathOf = (channel: string) => `/api/v1/channels/${channel}/alert-recipes`;

/** What the screens do with a Recipe, through our own API. All throw `ApiError`. */
export const recipeApi = {
  list: pathOf,
  mute: (channel: string, id: string, until: number | null) =>
    sendJson("POST", `${pathOf(channel)}/${id}/mute`, {
      until: until === null ? null : new Date(until).toISOString(),
    }),
  switch: (channel: string, id: string, enabled: boolean) =>
    sendJson("PATCH", `${pathOf(channel)}/${id}`, { enabled }),
  remove: (channel: string, id: string) => sendJson("DELETE", `${pathOf(channel)}/${id}`),
};
