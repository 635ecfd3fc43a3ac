"use client";

import { Notice } from "#components/ui/notice.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import type { FormAction } from "#lib/http/form-result.ts";
import { ErrorList } from "./error-list.tsx";
import { IncidentChart } from "./incident-chart.tsx";
import { IncidentHeader } from "./incident-header.tsx";
import { NoteForm } from "./note-form.tsx";
import { ImpactCard, SimilarCard, WhyCard } from "./side-cards.tsx";
import { Timeline } from "./timeline.tsx";

/** null for what the viewer may not do. */
export interface RoomActions {
  acknowledge: FormAction<null> | null;
  addNote: FormAction<null> | null;
  sendAgain: FormAction<null> | null;
}

interface RoomScreenProps {
  /** null until it could be read. */
  room: IncidentRoom | null;
  now: number;
  error: string | null;
  retrying: boolean;
  onRetry: () => void;
  actions: RoomActions;
}

/** One incident: what happened, to whom, why, what was sent, and what both sides say about it. */
export function RoomScreen({ room, now, error, retrying, onRetry, actions }: RoomScreenProps) {
  if (room === null) {
    return (
      <ErrorState alone title="This incident cannot be read" onRetry={onRetry} retrying={retrying}>
        {error} This page goes on trying by itself.
      </ErrorState>
    );
  }
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <IncidentHeader room={room} now={now} acknowledge={actions.acknowledge} onChange={onRetry} />
      {error === null ? null : (
        <Notice tone="warning" live title="This page is not renewed at the moment">
          {error}
        </Notice>
      )}
      <div className="grid items-start gap-x-7 gap-y-4 lg:grid-cols-[minmax(0,1fr)_348px]">
        <div className="flex min-w-0 flex-col gap-4">
          <IncidentChart room={room} />
          <ErrorList room={room} />
          <section aria-labelledby="timeline" className="pt-2">
            <h2 id="timeline" className="pb-4 text-base font-semibold">
              Timeline
            </h2>
            <Timeline room={room} sendAgain={actions.sendAgain} onChange={onRetry} />
            {actions.addNote === null ? null : (
              <div className="pt-5 sm:pl-[124px]">
                <NoteForm number={room.number} action={actions.addNote} onChange={onRetry} />
              </div>
            )}
          </section>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ImpactCard room={room} />
          <WhyCard room={room} />
          <SimilarCard room={room} />
        </div>
      </div>
    </div>
  );
}
