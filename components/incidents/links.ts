import type { IncidentFigures, IncidentRoom } from "#lib/alerts/incidents/views.ts";
import { formatQuery } from "#lib/events/query/format.ts";
import { signatureConditions } from "#lib/events/query/signature-conditions.ts";

export const incidentHref = (channel: string, number: number) => `/channels/${channel}/incidents/${number}`;

function logs({ channel, figures }: IncidentRoom, query: string): string {
  const { from, to } = figures.span;
  const params = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  if (query !== "") params.set("q", query);
  return `/channels/${channel}/logs?${params}`;
}

/** Logs, at exactly the requests that the incident is about. */
export const requestsHref = (room: IncidentRoom) => logs(room, room.figures.behind.query);

/** Logs, at the failures of one error in the incident's time. */
export function errorHref(room: IncidentRoom, signature: IncidentFigures["signatures"][number]): string {
  return logs(room, formatQuery(signatureConditions(signature)));
}

/** Logs, with one request open. */
export function eventHref(room: IncidentRoom, id: string): string {
  return `${logs(room, room.figures.behind.query)}&event=${encodeURIComponent(id)}`;
}
