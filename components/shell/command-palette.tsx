"use client";

import { Command, defaultFilter } from "cmdk";
import { Clock, LogOut, ScrollText, Search, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { ChannelMark } from "#components/channels/mark.tsx";
import { Dialog, PlainDialogContent } from "#components/ui/dialog.tsx";
import { formatCondition } from "#lib/events/query/format.ts";
import { wordsOf } from "#lib/events/words.ts";
import { CommandItem } from "./command-item.tsx";
import { useShell } from "./context.tsx";
import { CopyLinkItem } from "./copy-link-item.tsx";
import { leave } from "./leave.ts";
import { SCREEN_ICONS } from "./screen-icons.ts";
import {
  channelHome,
  channelScreens,
  pipelineScreens,
  type Screen,
  supportScreens,
  workspaceScreens,
} from "./screens.ts";
import { useCurrentChannel } from "./use-current-channel.ts";
import { useRangeQuery } from "./use-range-params.ts";
import { THEMES, useChooseTheme } from "./use-theme.ts";
import { useZoneSwitch } from "./use-zone-switch.ts";

/** Offered for whatever is typed, after everything that has such a name. */
const SEARCH = "search the requests";
const rank: typeof defaultFilter = (value, typed, keywords) =>
  value === SEARCH ? 0.0001 : defaultFilter(value, typed, keywords);

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="p-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Everywhere one can go and the common actions, by typing a part of their names. */
export default function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  const [typed, setTyped] = useState("");
  const router = useRouter();
  const { navigation } = useShell();
  const { slug, channel } = useCurrentChannel();
  const query = useRangeQuery();
  const zone = useZoneSwitch();
  const chooseTheme = useChooseTheme();

  const run = (action: () => void) => () => {
    onOpenChange(false);
    setTyped("");
    action();
  };
  const goTo = (screen: Screen) => run(() => router.push(screen.ranged ? screen.path + query : screen.path));
  const words = wordsOf(typed);
  const searches = channel?.requests === true && words.length > 0;
  const searchLogs = run(() => {
    const params = new URLSearchParams(query);
    params.set("q", formatCondition({ type: "phrase", words, prefix: false, not: false }));
    router.push(`/channels/${slug}/logs?${params}`);
  });

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <PlainDialogContent title="Search or jump to">
        <Command label="Search or jump to" loop filter={rank} className="flex min-h-0 flex-col">
          <div className="flex items-center gap-2.5 border-b px-4">
            <Search aria-hidden size={16} strokeWidth={1.75} className="text-faint" />
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="A Channel, a screen or an action"
              className="h-12 flex-1 bg-transparent outline-none"
            />
          </div>
          <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto">
            <Command.Empty className="px-4 py-6 text-center text-sm text-muted">
              Nothing of that name.
            </Command.Empty>
            {channel === null ? null : (
              <Group heading={channel.name}>
                {channelScreens(channel.slug, channel).map((screen) => (
                  <CommandItem
                    key={screen.name}
                    value={`${screen.label} of ${channel.name}`}
                    icon={SCREEN_ICONS[screen.name]}
                    onSelect={goTo(screen)}
                  >
                    {screen.label}
                  </CommandItem>
                ))}
              </Group>
            )}
            <Group heading="Workspace">
              {[
                ...workspaceScreens(navigation),
                ...pipelineScreens(navigation),
                ...supportScreens(navigation),
              ].map((screen) => (
                <CommandItem
                  key={screen.name}
                  value={screen.label}
                  icon={SCREEN_ICONS[screen.name]}
                  onSelect={goTo(screen)}
                >
                  {screen.label}
                </CommandItem>
              ))}
            </Group>
            <Group heading="Channels">
              {navigation.channels.map((other) => (
                <CommandItem
                  key={other.slug}
                  value={`${other.name} ${other.slug}`}
                  onSelect={run(() => router.push(channelHome(other, query)))}
                >
                  <ChannelMark
                    slug={other.slug}
                    name={other.name}
                    color={other.color}
                    className="size-5 text-xs"
                  />
                  {other.name}
                </CommandItem>
              ))}
            </Group>
            <Group heading="Actions">
              <CopyLinkItem onCopied={run(() => undefined)} />
              <CommandItem
                value={zone.utc ? "Show local time" : "Show times in UTC"}
                icon={Clock}
                onSelect={run(zone.change)}
              >
                {zone.utc ? "Show local time" : "Show times in UTC"}
              </CommandItem>
              {THEMES.map(([theme, label]) => (
                <CommandItem
                  key={theme}
                  value={`Colours: ${label}`}
                  icon={SunMoon}
                  onSelect={run(() => chooseTheme(theme))}
                >
                  Colours: {label.toLowerCase()}
                </CommandItem>
              ))}
              <CommandItem value="Sign out" icon={LogOut} onSelect={run(() => void leave())}>
                Sign out
              </CommandItem>
            </Group>
            {searches ? (
              <Command.Group className="border-t border-hairline p-1">
                <CommandItem value={SEARCH} icon={ScrollText} onSelect={searchLogs}>
                  <span className="truncate">
                    Search the requests of {channel.name} for “{words.join(" ")}”
                  </span>
                </CommandItem>
              </Command.Group>
            ) : null}
          </Command.List>
        </Command>
      </PlainDialogContent>
    </Dialog>
  );
}
