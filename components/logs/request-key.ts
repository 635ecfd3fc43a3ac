import type { RequestView } from "#lib/events/views.ts";

/** Names a request among those of a list: an id is unique within its hour only. */
export const requestKey = ({ timestamp, id }: Pick<RequestView, "timestamp" | "id">) => `${timestamp}/${id}`;
