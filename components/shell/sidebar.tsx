"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { cn } from "#components/ui/cn.ts";
import { AccountMenu } from "./account-menu.tsx";
import { ChannelSwitcher } from "./channel-switcher.tsx";
import { useShell } from "./context.tsx";
import { Logo } from "./logo.tsx";
import { SCREEN_ICONS } from "./screen-icons.ts";
import { channelScreens, type Screen, workspaceScreens } from "./screens.ts";
import { useCurrentChannel } from "./use-current-channel.ts";
import { useOpenIncidents } from "./use-open-incidents.ts";
import { useRangeQuery } from "./use-range-params.ts";
import { setVisited } from "./visited.ts";

/** Where open incidents are seen to. */
const COUNTED: readonly Screen["name"][] = ["alerts", "incidents"];
const NOTES: Partial<Record<Screen["name"], string>> = { logs: "live" };

interface NavLinkProps {
  screen: Screen;
  query: string;
  /** What asks for attention there. */
  count?: number;
}

function NavLink({ screen, query, count = 0 }: NavLinkProps) {
  const path = usePathname();
  const Icon = SCREEN_ICONS[screen.name];
  const note = NOTES[screen.name];
  const active = screen.name === "channels" ? path === screen.path : path.startsWith(screen.path);
  return (
    <li>
      <Link
        href={screen.ranged ? screen.path + query : screen.path}
        aria-current={active ? "page" : undefined}
        className={cn(
          "flex h-[34px] items-center gap-2.5 rounded-control px-2.5 text-base usual:text-muted transition-colors hover:bg-hover hover:text-text",
          active && "bg-text/5 font-semibold text-text",
        )}
      >
        <Icon aria-hidden size={16} strokeWidth={1.75} />
        <span className="flex-1">{screen.label}</span>
        {note ? <span className="text-sm font-normal text-muted">{note}</span> : null}
        {count > 0 ? (
          <span className="rounded-badge bg-[color-mix(in_srgb,var(--color-danger)_12%,var(--color-surface))] px-1.5 text-sm font-semibold text-danger-text">
            {count}
            <span className="sr-only"> firing</span>
          </span>
        ) : null}
      </Link>
    </li>
  );
}

/** The navigation: of one Channel, and of the workspace as far as the viewer's rights reach. */
export function Sidebar() {
  const { navigation } = useShell();
  const { named, slug, channel } = useCurrentChannel();
  const query = useRangeQuery();
  const open = useOpenIncidents();

  useEffect(() => {
    if (named !== null) setVisited(named);
  }, [named]);

  const shown = slug !== null && (channel !== null || (named !== null && navigation.support));
  return (
    <div className="flex h-full flex-col gap-3 overflow-y-auto px-3 pt-4 pb-3">
      <Link href="/channels" className="rounded-control px-2">
        <Logo />
      </Link>
      <ChannelSwitcher
        channels={navigation.channels}
        pins={navigation.pins}
        current={channel}
        query={query}
      />
      <nav aria-label="Main" className="flex flex-1 flex-col gap-4">
        {shown ? (
          <ul className="flex flex-col gap-0.5">
            {channelScreens(slug, channel).map((screen) => (
              <NavLink
                key={screen.name}
                screen={screen}
                query={query}
                count={COUNTED.includes(screen.name) ? open[slug] : 0}
              />
            ))}
          </ul>
        ) : null}
        <div>
          <h2 className="px-2.5 pb-1.5 text-sm text-faint">Workspace</h2>
          <ul className="flex flex-col gap-0.5">
            {workspaceScreens(navigation).map((screen) => (
              <NavLink key={screen.name} screen={screen} query={query} />
            ))}
          </ul>
        </div>
      </nav>
      <AccountMenu />
    </div>
  );
}
