"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { ChannelMark } from "#components/channels/mark.tsx";
import { pinnedFirst } from "#components/channels/pins.ts";
import { Input } from "#components/ui/input.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import type { NavigationChannel } from "./context.tsx";
import { channelHome } from "./screens.ts";

/** Longer lists get a box to find in. */
const FIND_FROM = 8;

interface ChannelSwitcherProps {
  channels: NavigationChannel[];
  /** Slugs of those to offer first. */
  pins: readonly string[];
  current: NavigationChannel | null;
  /** Kept when switching. */
  query: string;
}

export function ChannelSwitcher({ channels, pins, current, query }: ChannelSwitcherProps) {
  const [open, setOpen] = useState(false);
  const [find, setFind] = useState("");
  const wanted = find.trim().toLowerCase();
  const shown = pinnedFirst(
    channels.filter(
      (channel) => channel.name.toLowerCase().includes(wanted) || channel.slug.includes(wanted),
    ),
    pins,
  );
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className="flex h-[50px] w-full items-center gap-2.5 rounded-control border bg-surface px-2.5 text-left shadow-panel transition-colors hover:bg-hover">
        {current === null ? (
          <span className="flex-1 text-muted">Choose a Channel</span>
        ) : (
          <>
            <ChannelMark slug={current.slug} name={current.name} color={current.color} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-semibold">{current.name}</span>
              <span className="block truncate text-sm leading-4 text-faint">
                {current.slug} · {current.role}
              </span>
            </span>
          </>
        )}
        <ChevronsUpDown aria-hidden size={16} strokeWidth={1.75} className="text-faint" />
      </PopoverTrigger>
      <PopoverContent aria-label="Channels" className="w-64 p-1">
        {channels.length >= FIND_FROM ? (
          <div className="p-1">
            <Input
              type="search"
              aria-label="Find a Channel"
              placeholder="Find a Channel"
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
          </div>
        ) : null}
        <ul className="max-h-80 overflow-y-auto">
          {shown.map((channel) => (
            <li key={channel.slug}>
              <Link
                href={channelHome(channel, query)}
                onClick={() => setOpen(false)}
                className="flex h-9 items-center gap-2.5 rounded-badge px-2 hover:bg-hover"
              >
                <ChannelMark
                  slug={channel.slug}
                  name={channel.name}
                  color={channel.color}
                  className="size-5 text-xs"
                />
                <span className="flex-1 truncate">{channel.name}</span>
                {channel.slug === current?.slug ? (
                  <Check aria-label="current" size={16} strokeWidth={1.75} />
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
        {shown.length === 0 ? <p className="px-2 py-3 text-sm text-muted">No Channel of that name.</p> : null}
      </PopoverContent>
    </Popover>
  );
}
