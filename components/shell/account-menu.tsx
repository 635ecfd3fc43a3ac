"use client";

import { LogOut, Plug } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { useShell } from "./context.tsx";
import { leave } from "./leave.ts";
import { ThemeMenu } from "./theme-menu.tsx";
import { ZoneSwitch } from "./zone-switch.tsx";

function initials(text: string): string {
  const words = text.split(/[\s._-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase())
    .join("");
}

/** Who is signed in, and the way out; on narrow screens also what the top bar has no room for. */
export function AccountMenu() {
  const { person, connectedApps } = useShell().navigation;
  return (
    <div className="flex items-center gap-1">
      <Popover>
        <PopoverTrigger className="flex min-w-0 flex-1 items-center gap-2.5 rounded-control p-2 text-left text-muted transition-colors hover:bg-hover hover:text-text">
          <span
            aria-hidden
            className="flex size-6 shrink-0 items-center justify-center rounded-badge bg-text/6 text-xs font-semibold"
          >
            {initials(person.name ?? person.email)}
          </span>
          <span className="truncate">{person.email}</span>
        </PopoverTrigger>
        <PopoverContent aria-label="Account" side="top" className="w-56 p-1.5">
          <p className="px-2.5 py-1.5 text-sm">
            <span className="block truncate font-medium">{person.name ?? "Signed in"}</span>
            <span className="block truncate text-muted">{person.email}</span>
          </p>
          {connectedApps ? (
            <Button asChild variant="ghost" className="w-full justify-start">
              <Link href="/connected-apps">
                <Plug aria-hidden />
                Connected apps
              </Link>
            </Button>
          ) : null}
          <Button variant="ghost" className="w-full justify-start" onClick={() => void leave()}>
            <LogOut aria-hidden />
            Sign out
          </Button>
        </PopoverContent>
      </Popover>
      <div className="flex items-center sm:hidden">
        <ZoneSwitch />
        <ThemeMenu />
      </div>
    </div>
  );
}
