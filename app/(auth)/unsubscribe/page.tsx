import type { Metadata } from "next";
import { LinkForm } from "#components/alerts/link-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { stopReminders } from "./actions.ts";

export const metadata: Metadata = { title: "Stop reminders", referrer: "no-referrer" };

interface PageProps {
  searchParams: Promise<{ d?: string | string[]; s?: string | string[] }>;
}

export default async function UnsubscribePage({ searchParams }: PageProps) {
  const { d, s } = await searchParams;
  return (
    <Panel className="flex flex-col gap-5 p-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-headline font-semibold">Stop reminders</h1>
        <p className="text-muted">
          While an incident lasts, this address is reminded of it. You can stop that; alerts and recoveries
          are still sent.
        </p>
      </div>
      <LinkForm
        action={stopReminders}
        fields={{ d: String(d ?? ""), s: String(s ?? "") }}
        submit="Stop reminders"
      />
    </Panel>
  );
}
