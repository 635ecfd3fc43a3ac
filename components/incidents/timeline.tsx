"use client";

import {
  Bell,
  BellRing,
  CircleCheck,
  CircleStop,
  CircleX,
  Clock,
  type LucideIcon,
  MessageSquare,
  RefreshCw,
  Send,
  TrendingUp,
  UserCheck,
} from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { Time } from "#components/ui/time.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { formatAlertValue } from "#lib/alerts/format-value.ts";
import { deliveryNote, deliveryTitle, toldInWords } from "#lib/alerts/incidents/delivery-words.ts";
import { type TimelineItem, timelineOf } from "#lib/alerts/incidents/timeline.ts";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import type { DeliveryView, TransitionView } from "#lib/alerts/views.ts";
import { formatTime } from "#lib/format/time.ts";
import type { FormAction } from "#lib/http/form-result.ts";
import { eventHref } from "./links.ts";
import { SendAgainForm } from "./send-again-form.tsx";
import { breachInWords, endInWords } from "./words.ts";

const TONES = {
  danger: "border-danger/40 bg-danger/10 text-danger-text",
  accent: "border-accent/40 bg-accent/10 text-accent-text",
  warning: "border-warning/60 bg-warning/14 text-warning-text",
  good: "border-good/40 bg-good/10 text-good-text",
  neutral: "border-control/40 bg-text/6 text-muted",
} as const;
type Tone = keyof typeof TONES;

interface Line {
  icon: LucideIcon;
  tone: Tone;
  title: ReactNode;
  note: ReactNode;
  end?: ReactNode;
}

function Entry({ at, form, line }: { at: number; form: "second" | "daySecond"; line: Line }) {
  const { icon: Icon, tone, title, note, end } = line;
  return (
    <li className="group flex gap-3 sm:gap-5">
      <Time at={at} form={form} className="font-mono text-sm leading-6 text-muted max-sm:hidden" />
      <span aria-hidden className="flex flex-col items-center">
        <span className={cn("grid size-6 shrink-0 place-items-center rounded-full border", TONES[tone])}>
          <Icon size={13} strokeWidth={2} />
        </span>
        <span className="w-px flex-1 bg-line group-last:hidden" />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3 gap-y-1 pb-5 group-last:pb-0">
        <div className="min-w-0 flex-1 basis-52">
          <Time at={at} form={form} className="block font-mono text-sm leading-6 text-muted sm:hidden" />
          <p className="leading-6 font-semibold break-words">{title}</p>
          {note ? <p className="text-sm break-words text-muted">{note}</p> : null}
        </div>
        {end}
      </div>
    </li>
  );
}

const DELIVERY_LOOKS: Record<DeliveryView["status"], { icon: LucideIcon; tone: Tone }> = {
  delivered: { icon: Send, tone: "accent" },
  digested: { icon: Send, tone: "accent" },
  pending: { icon: Clock, tone: "neutral" },
  failed: { icon: CircleX, tone: "danger" },
};

function lookOf(delivery: DeliveryView): { icon: LucideIcon; tone: Tone } {
  const { status, attempts } = delivery;
  const hard = attempts.length > 1 || attempts[0]?.outcome === "retry";
  if (hard && status !== "failed") return { icon: RefreshCw, tone: "warning" };
  return DELIVERY_LOOKS[status];
}

const TRANSITION_LOOKS: Record<TransitionView["kind"], { icon: LucideIcon; tone: Tone }> = {
  fired: { icon: Bell, tone: "danger" },
  recovered: { icon: CircleCheck, tone: "good" },
  acknowledged: { icon: UserCheck, tone: "accent" },
  reminded: { icon: BellRing, tone: "warning" },
};

const ENDED = { icon: CircleStop, tone: "neutral" } as const;

function transitionTitle(transition: TransitionView, room: IncidentRoom): string {
  switch (transition.kind) {
    case "fired":
      return transition.value === null
        ? "Fired"
        : `Fired at ${formatAlertValue(transition.value, room.unit)}`;
    case "recovered":
      return endInWords(room, transition.at);
    case "acknowledged":
      return `Acknowledged by ${transition.message.data.acknowledged_by ?? "somebody"}`;
    case "reminded":
      return transition.value === null
        ? "Reminded that it still fires"
        : `Reminded: still ${formatAlertValue(transition.value, room.unit)}`;
  }
}

interface TimelineProps {
  room: IncidentRoom;
  /** null for whoever may not. */
  sendAgain: FormAction<null> | null;
  onChange: () => void;
}

/** What happened, what was sent and what was said, in order of time. */
export function Timeline({ room, sendAgain, onChange }: TimelineProps) {
  const zone = useZone();
  const items = timelineOf(room);
  const [first, last] = [items[0], items.at(-1)];
  const day = (item: TimelineItem | undefined) =>
    item === undefined ? "" : formatTime(item.at, zone, "day");
  const form = day(first) === day(last) ? "second" : "daySecond";
  const { first: event } = room.figures;

  const lineOf = (item: TimelineItem): Line => {
    switch (item.kind) {
      case "breach":
        return {
          icon: TrendingUp,
          tone: "danger",
          title: breachInWords(room),
          note:
            event === null ? null : (
              <>
                First:{" "}
                <Link href={eventHref(room, event.id)} className="hover:text-text hover:underline">
                  {[event.method, event.endpoint].filter(Boolean).join(" ") || "a request"}
                </Link>
                {event.label === null
                  ? ""
                  : `, ${/^\d+$/.test(event.label) ? `HTTP ${event.label}` : event.label}`}
                {event.worker === null ? "" : `, ${event.worker}`}, at <Time at={event.at} form="second" />
              </>
            ),
        };
      case "transition": {
        const { transition, told } = item;
        const silent = transition.kind === "fired" && !room.notified;
        const ended = transition.kind === "recovered" && room.ended_because !== null;
        return {
          ...(ended ? ENDED : TRANSITION_LOOKS[transition.kind]),
          title: transitionTitle(transition, room),
          note: silent
            ? "Nobody was told: muted, outside its hours, or in planned downtime."
            : toldInWords(told, zone),
        };
      }
      case "delivery": {
        const { delivery } = item;
        const again = sendAgain !== null && delivery.status === "failed";
        return {
          ...lookOf(delivery),
          title: deliveryTitle(delivery),
          note: deliveryNote(delivery, zone),
          end: again ? (
            <SendAgainForm
              number={room.number}
              delivery={delivery.id}
              action={sendAgain}
              onChange={onChange}
            />
          ) : null,
        };
      }
      case "note": {
        const { author, staff, text } = item.note;
        return {
          icon: MessageSquare,
          tone: "neutral",
          title: (
            <>
              {author} ({staff ? "support" : room.partner}):{" "}
              <span className="whitespace-pre-line">“{text}”</span>
            </>
          ),
          note: null,
        };
      }
    }
  };

  return (
    <ol aria-label="Timeline">
      {items.map((item) => (
        <Entry key={item.key} at={item.at} form={form} line={lineOf(item)} />
      ))}
    </ol>
  );
}
