"use client";

import type { ReactNode } from "react";
import type { Receipt } from "#lib/channels/views.ts";
import { CommandTrigger } from "./command-trigger.tsx";
import { MobileNavigation } from "./mobile-navigation.tsx";
import { RangePicker } from "./range-picker.tsx";
import { ReceiptMark } from "./receipt-mark.tsx";
import { ThemeMenu } from "./theme-menu.tsx";
import { ZoneSwitch } from "./zone-switch.tsx";

interface TopBarProps {
  title: ReactNode;
  /** Of what the page shows; leave out where it shows no figures. */
  receipt?: Receipt | null;
  /** Whether the figures cannot be renewed just now. */
  stale?: boolean;
  /** Whether the page has a range in its address. */
  range?: boolean;
  /** How far the figures can be trusted, where it is no instant. */
  mark?: ReactNode;
  /** The page's own controls. */
  children?: ReactNode;
}

/** The first thing in every page of the dashboard. */
export function TopBar({ title, receipt, stale = false, range = false, mark, children }: TopBarProps) {
  return (
    <header className="sticky top-(--banner) z-20 flex h-14 items-center gap-3 border-b bg-background px-4 sm:px-7 print:hidden">
      <MobileNavigation />
      <p className="shrink-0 font-semibold">{title}</p>
      {receipt ? <ReceiptMark receipt={{ ...receipt, behind: receipt.behind || stale }} /> : null}
      {mark}
      <div className="ml-auto flex shrink-0 items-center gap-1.5">
        <CommandTrigger />
        {children}
        {range ? <RangePicker /> : null}
        <div className="flex items-center gap-1 max-sm:hidden">
          <ZoneSwitch />
          <ThemeMenu />
        </div>
      </div>
    </header>
  );
}
