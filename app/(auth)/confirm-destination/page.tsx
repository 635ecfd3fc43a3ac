import type { Metadata } from "next";
import { LinkForm } from "#components/alerts/link-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { confirmDestination } from "./actions.ts";

export const metadata: Metadata = { title: "Confirm alerts", referrer: "no-referrer" };

interface PageProps {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function ConfirmDestinationPage({ searchParams }: PageProps) {
  const { token } = await searchParams;
  return (
    <Panel className="flex flex-col gap-5 p-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-headline font-semibold">Alerts to this address</h1>
        <p className="text-muted">
          Somebody who looks after a Channel wants its alerts to be sent to you. Confirm if that is right;
          without it nothing is sent.
        </p>
      </div>
      <LinkForm
        action={confirmDestination}
        fields={{ token: typeof token === "string" ? token : "" }}
        submit="Confirm this address"
      />
    </Panel>
  );
}
