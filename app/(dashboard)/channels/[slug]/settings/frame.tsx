import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { SettingsBar } from "#components/members/settings-bar.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { EmptyState } from "#components/ui/states.tsx";

interface SettingsFrameProps {
  channel: string;
  name: string;
  children: ReactNode;
}

export function SettingsFrame({ channel, name, children }: SettingsFrameProps) {
  return (
    <>
      <SettingsBar channel={channel} />
      <div className="flex max-w-[1180px] flex-col gap-5 px-4 py-6 sm:px-7">
        <h1 className="text-headline font-semibold">
          {name} <span className="text-base font-normal text-muted">Settings</span>
        </h1>
        {children}
      </div>
    </>
  );
}

/** For members, who see the Channel and not how it is run. */
export function OwnersOnly() {
  return (
    <>
      <TopBar title="Settings" />
      <EmptyState alone icon={<Lock />} title="Owners manage this Channel's keys and members">
        Ask an owner of the Channel when you need an API key, or somebody new should see it.
      </EmptyState>
    </>
  );
}
