import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SupportBar } from "#components/support/support-bar.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { demoOverview } from "#demo/overview.ts";
import { canAsStaff } from "#lib/channels/access.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { changeRate, endFault, injectFault } from "./actions.ts";
import { ChannelFaults } from "./channel-faults.tsx";
import { InjectForm } from "./inject-form.tsx";
import { RateForm } from "./rate-form.tsx";

export const metadata: Metadata = { title: "Demo" };

function historyWords(told: number | null): string {
  if (told === null) return "The last seven days will be generated when the demo starts.";
  if (told < 1) return `The last seven days are being generated: ${Math.round(told * 100)}\u202f% done.`;
  return "The seven days before the first start are generated demo data, sent through the same stream and worker.";
}

export default async function DemoPage() {
  const { config, database, clock } = await getServer();
  const person = await pageViewer();
  if (!config.DEMO || !canAsStaff(person, "demo:control")) notFound();
  const overview = await demoOverview(database, clock);
  return (
    <>
      <SupportBar />
      <div className="flex flex-col gap-4 p-4 sm:p-7">
        <h1 className="text-headline font-semibold">Partner APIs of the demo</h1>
        <Notice
          tone={overview.running ? "info" : "warning"}
          title={
            overview.running
              ? "Demo data. Everything live is a real HTTP request to a partner API on this machine."
              : "The demo makes no requests at the moment: its process does not run."
          }
        >
          {historyWords(overview.told)}
        </Notice>
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_360px]">
          <ChannelFaults channels={overview.channels} end={endFault} />
          <div className="flex flex-col gap-4">
            <InjectForm channels={overview.channels} inject={injectFault} />
            <RateForm multiplier={overview.multiplier} change={changeRate} />
          </div>
        </div>
      </div>
    </>
  );
}
