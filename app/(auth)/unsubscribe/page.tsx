import type { Metadata } from "next";
import { LinkForm } from "#components/alerts/link-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { isReminded, remindersLink } from "#lib/alerts/destinations/reminders.ts";
import { getServer } from "#lib/server.ts";
import { resumeReminders, stopReminders } from "./actions.ts";

export const metadata: Metadata = { title: "Reminders", referrer: "no-referrer" };

interface PageProps {
  searchParams: Promise<{ d?: string | string[]; s?: string | string[] }>;
}

/** The same link undoes it: whoever stopped reminders by mistake needs nobody's help. */
export default async function UnsubscribePage({ searchParams }: PageProps) {
  const { d, s } = await searchParams;
  const fields = { d: String(d ?? ""), s: String(s ?? "") };
  const link = remindersLink.safeParse(fields);
  const { database, destinations } = await getServer();
  const reminded = link.success ? await isReminded(database, link.data, destinations.encryptionKey) : null;
  return (
    <Panel className="flex flex-col gap-5 p-6">
      {reminded === false ? (
        <>
          <Words title="Reminders are stopped">
            While an incident lasts, this address is not reminded of it. Alerts and recoveries are sent.
          </Words>
          <LinkForm key="resume" action={resumeReminders} fields={fields} submit="Send reminders again" />
        </>
      ) : (
        <>
          <Words title="Stop reminders">
            While an incident lasts, this address is reminded of it. You can stop that; alerts and recoveries
            are still sent.
          </Words>
          <LinkForm key="stop" action={stopReminders} fields={fields} submit="Stop reminders" />
        </>
      )}
    </Panel>
  );
}

function Words({ title, children }: { title: string; children: string }) {
  return (
    <div className="flex flex-col gap-1">
      <h1 className="text-headline font-semibold">{title}</h1>
      <p className="text-muted">{children}</p>
    </div>
  );
}
