import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { incidentRoom } from "#lib/alerts/incidents/room.ts";
import { canOnChannel } from "#lib/channels/access.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../../../../read-page.ts";
import { acknowledgeIncident, addIncidentNote, sendDeliveryAgain } from "../actions.ts";
import { RoomClient } from "./client.tsx";
import { incidentNumber } from "./number.ts";

interface IncidentPageProps {
  params: Promise<{ slug: string; number: string }>;
}

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  const { number } = await params;
  return { title: `Incident #${number}` };
}

export default async function IncidentPage({ params }: IncidentPageProps) {
  const [{ slug, number: text }, viewer] = await Promise.all([params, pageViewer()]);
  const number = incidentNumber(text);
  if (number === null) notFound();
  const server = await getServer();
  const room = await readPage(() => incidentRoom(server, viewer, slug, number));
  const responds = canOnChannel(viewer, "incidents:respond", slug);
  return (
    <RoomClient
      slug={slug}
      number={number}
      initial={room}
      renderedAt={server.clock.now()}
      actions={{
        acknowledge: responds ? acknowledgeIncident.bind(null, slug) : null,
        addNote: responds ? addIncidentNote.bind(null, slug) : null,
        sendAgain: canOnChannel(viewer, "alerts:write", slug) ? sendDeliveryAgain.bind(null, slug) : null,
      }}
    />
  );
}
