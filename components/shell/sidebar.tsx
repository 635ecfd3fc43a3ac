"use client";

import {
  Activity,
  LayoutGrid,
  LifeBuoy,
  type LucideIcon,
  ScrollText,
  Settings,
  Shield,
  Workflow,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { cn } from "#components/ui/cn.ts";
import { AccountMenu } from "./account-menu.tsx";
import { ChannelSwitcher } from "./channel-switcher.tsx";
import { useShell } from "./context.tsx";
import { Logo } from "./logo.tsx";
import { useRangeQuery } from "./use-range-params.ts";

interface NavLinkProps {
  href: string;
  icon: LucideIcon;
  label: string;
  note?: string;
  active: boolean;
}

function NavLink({ href, icon: Icon, label, note, active }: NavLinkProps) {
  return (
    <li>
      <Link
        href={href}
        aria-current={active ? "page" : undefined}
        className={cn(
          "flex h-[34px] items-center gap-2.5 rounded-control px-2.5 text-base text-muted transition-colors hover:bg-hover hover:text-text",
          active && "bg-text/5 font-semibold text-text",
        )}
      >
        <Icon aria-hidden size={16} strokeWidth={1.75} />
        <span className="flex-1">{label}</span>
        {note ? <span className="text-sm font-normal text-muted">{note}</span> : null}
      </Link>
    </li>
  );
}

/** The navigation: of one Channel, and of the workspace as far as the viewer's rights reach. */
export function Sidebar() {
  const { navigation, visited, setVisited } = useShell();
  const path = usePathname();
  const query = useRangeQuery();
  const named = /^\/channels\/([^/]+)/.exec(path)?.[1];
  const slug = named ?? visited ?? navigation.firstChannel;
  const channel = navigation.channels.find((candidate) => candidate.slug === slug) ?? null;

  useEffect(() => {
    if (named !== undefined) setVisited(named);
  }, [named, setVisited]);

  const base = `/channels/${slug}`;
  const at = (part: string) => path.startsWith(`${base}/${part}`);
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
        {channel !== null || (named !== undefined && navigation.support) ? (
          <ul className="flex flex-col gap-0.5">
            <NavLink href={`${base}/health${query}`} icon={Activity} label="Health" active={at("health")} />
            <NavLink
              href={`${base}/logs${query}`}
              icon={ScrollText}
              label="Logs"
              note="live"
              active={at("logs")}
            />
            {channel?.settings ? (
              <NavLink href={`${base}/settings`} icon={Settings} label="Settings" active={at("settings")} />
            ) : null}
          </ul>
        ) : null}
        <div>
          <h2 className="px-2.5 pb-1.5 text-sm text-faint">Workspace</h2>
          <ul className="flex flex-col gap-0.5">
            <NavLink
              href={`/channels${query}`}
              icon={LayoutGrid}
              label="Channels"
              active={path === "/channels"}
            />
            {navigation.pipeline ? (
              <NavLink href="/pipeline" icon={Workflow} label="Pipeline" active={path === "/pipeline"} />
            ) : null}
            {navigation.support ? (
              <NavLink href="/support" icon={LifeBuoy} label="Support" active={path.startsWith("/support")} />
            ) : null}
            {navigation.admin ? (
              <NavLink href="/admin" icon={Shield} label="Admin" active={path.startsWith("/admin")} />
            ) : null}
          </ul>
        </div>
      </nav>
      <AccountMenu />
    </div>
  );
}
