"use client";

import Link from "next/link";
import { useLive } from "#components/data/use-live.ts";
import { type RoomActions, RoomScreen } from "#components/incidents/room-screen.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import { type IncidentRoomData, roomFromApi } from "#lib/http/api/incidents.ts";

const LIVE_MS = 5_000;
/** Deliveries, notes and late events still come. */
const OVER_MS = 30_000;

const readRoom = ({ data }: { data: IncidentRoomData }): IncidentRoom => roomFromApi(data);

interface RoomClientProps {
  slug: string;
  number: number;
  initial: IncidentRoom | null;
  /** The server's time, so that both sides render the same. */
  renderedAt: number;
  actions: RoomActions;
}

export function RoomClient({ slug, number, initial, renderedAt, actions }: RoomClientProps) {
  const live = useLive({
    path: `/api/v1/channels/${slug}/incidents/${number}`,
    read: readRoom,
    initial,
    everyMs: initial !== null && initial.recovered_at !== null ? OVER_MS : LIVE_MS,
  });
  const room = live.data;
  return (
    <>
      <TopBar
        title={
          <>
            <Link href={`/channels/${slug}/incidents`} className="hover:underline">
              Incidents
            </Link>
            <span className="font-normal text-muted"> / #{number}</span>
          </>
        }
        receipt={room?.receipt ?? null}
        stale={live.error !== null}
      />
      <RoomScreen
        room={room}
        now={Math.max(renderedAt, room?.receipt.completeTo ?? 0)}
        error={live.error?.message ?? null}
        retrying={live.retrying}
        onRetry={live.retry}
        actions={actions}
      />
    </>
  );
}
