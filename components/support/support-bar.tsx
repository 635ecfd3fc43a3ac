"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ComponentProps } from "react";
import { useShell } from "#components/shell/context.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { cn } from "#components/ui/cn.ts";

interface Tab {
  href: string;
  label: string;
  /** Whether a page below it is its own. */
  isAt: (path: string) => boolean;
}

const under = (href: string): Tab["isAt"] => {
  return (path) => path.startsWith(href);
};

const TABS: readonly Tab[] = [
  {
    href: "/support",
    label: "Look up",
    isAt: (path) => path === "/support" || /^\/support\/(users|recipes)\//.test(path),
  },
  { href: "/support/unregistered", label: "Unregistered Channels", isAt: under("/support/unregistered") },
  { href: "/support/dead-letters", label: "Dead letters", isAt: under("/support/dead-letters") },
];
const DEMO_TAB: Tab = { href: "/support/demo", label: "Demo", isAt: under("/support/demo") };

/** The top of every page of Support: the bar, and the way to its other pages. */
export function SupportBar({ title = "Support", ...bar }: Partial<ComponentProps<typeof TopBar>>) {
  const { navigation } = useShell();
  const path = usePathname();
  const tabs = navigation.demo ? [...TABS, DEMO_TAB] : TABS;
  return (
    <>
      <TopBar title={title} {...bar} />
      <nav aria-label="Support" className="overflow-x-auto border-b px-2 sm:px-5">
        <ul className="flex gap-1">
          {tabs.map(({ href, label, isAt }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={isAt(path) ? "page" : undefined}
                className={cn(
                  "flex h-10 items-center border-b-2 border-transparent px-2 text-sm whitespace-nowrap text-muted transition-colors hover:text-text",
                  isAt(path) && "border-accent font-semibold text-text",
                )}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
