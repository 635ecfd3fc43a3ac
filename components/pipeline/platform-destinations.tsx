"use client";

import { Send } from "lucide-react";
import type { ComponentProps } from "react";
import { AddDestinationForm } from "#components/destinations/add-form.tsx";
import { DestinationList } from "#components/destinations/destination-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { DestinationView } from "#lib/alerts/views.ts";

export interface PlatformDestinationActions {
  add: ComponentProps<typeof AddDestinationForm>["action"];
  destinations: NonNullable<ComponentProps<typeof DestinationList>["actions"]>;
}

interface PlatformDestinationsProps {
  destinations: readonly DestinationView[];
  actions: PlatformDestinationActions;
  onChanged: () => void;
}

/** Whom platform alerts tell: all of them tell all of these. */
export function PlatformDestinations({ destinations, actions, onChanged }: PlatformDestinationsProps) {
  return (
    <Dialog onOpenChange={onChanged}>
      <DialogTrigger asChild>
        <Button size="sm">
          <Send aria-hidden />
          Destinations
        </Button>
      </DialogTrigger>
      <DialogContent
        size="md"
        title="Where platform alerts go"
        description="All platform alerts tell all of these. Choose what works when this installation does not: PagerDuty, a telephone."
      >
        <div className="-mx-5 -mb-4">
          <AddDestinationForm action={actions.add} ofPlatform />
          <DestinationList destinations={destinations} actions={actions.destinations} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
