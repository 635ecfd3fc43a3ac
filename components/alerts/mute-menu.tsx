"use client";

import { BellOff } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { useZone } from "#components/ui/zone.tsx";
import type { RecipeView } from "#lib/alerts/views.ts";
import { formatTime, type Zone, zoneOffset } from "#lib/format/time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MORNING = 9 * HOUR;

/** Nine o'clock of the next day, as the zone counts days. */
function tomorrow(now: number, zone: Zone): number {
  const offset = zoneOffset(now, zone) * MINUTE;
  const midnight = Math.floor((now + offset) / DAY) * DAY + DAY - offset;
  return midnight + MORNING;
}

/** The instant at which a clock of the zone shows this text of a date field. */
function instantOf(local: string, zone: Zone): number {
  const asUtc = Date.parse(`${local}:00Z`);
  return asUtc - zoneOffset(asUtc, zone) * MINUTE;
}

interface MuteMenuProps {
  recipe: RecipeView;
  busy: boolean;
  onMute: (until: number | null) => void;
}

/** Keeps a Recipe quiet for a while; it goes on measuring. */
export function MuteMenu({ recipe, busy, onMute }: MuteMenuProps) {
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const [date, setDate] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const mute = (until: number | null) => {
    setOpen(false);
    onMute(until);
  };
  const muteUntilDate = (event: FormEvent) => {
    event.preventDefault();
    const until = instantOf(date, zone);
    if (Number.isNaN(until) || until <= Date.now()) setProblem("Choose a time in the future.");
    else mute(until);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        className={buttonClass("secondary", "sm")}
        disabled={busy}
        aria-label={`Mute ${recipe.name}`}
      >
        <BellOff aria-hidden />
        Mute
      </PopoverTrigger>
      <PopoverContent aria-label={`Mute ${recipe.name}`} align="end" className="w-64 p-1.5">
        <p className="px-2 py-1.5 text-sm text-muted">It goes on measuring, and tells nobody.</p>
        <div className="flex flex-col items-stretch">
          <Button variant="ghost" size="sm" className="justify-start" onClick={() => mute(Date.now() + HOUR)}>
            For 1 hour
          </Button>
          <Button
            variant="ghost"
            size="sm"
            className="justify-start"
            onClick={() => mute(tomorrow(Date.now(), zone))}
          >
            Until tomorrow, 09:00
          </Button>
          {recipe.muted_until !== null ? (
            <Button variant="ghost" size="sm" className="justify-start" onClick={() => mute(null)}>
              End the mute now
            </Button>
          ) : null}
        </div>
        <form
          onSubmit={muteUntilDate}
          className="mt-1 flex flex-col gap-2 border-t border-hairline px-2 pt-2 pb-1"
        >
          <Field label="Until" error={problem} hint={`Time zone ${zone}`}>
            {(control) => (
              <Input
                type="datetime-local"
                {...control}
                value={date}
                min={formatTime(Date.now(), zone, "yearMinute").replace(" ", "T")}
                onChange={(event) => {
                  setDate(event.target.value);
                  setProblem(null);
                }}
              />
            )}
          </Field>
          <Button type="submit" size="sm">
            Mute until then
          </Button>
        </form>
      </PopoverContent>
    </Popover>
  );
}
