"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn.ts";

export interface Tab {
  href: string;
  label: string;
  /** Whether a page is under this tab. */
  isAt: (path: string) => boolean;
}

interface TabBarProps {
  /** What the tabs are pages of. */
  label: string;
  tabs: readonly Tab[];
}

/** The pages of one part of the product, under the bar. */
export function TabBar({ label, tabs }: TabBarProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="overflow-x-auto border-b px-2 sm:px-5">
      <ul className="flex gap-1">
        {tabs.map(({ href, label: name, isAt }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isAt(path) ? "page" : undefined}
              className={cn(
                "flex h-10 items-center border-b-2 px-2 text-sm whitespace-nowrap usual:border-transparent usual:text-muted transition-colors hover:text-text",
                isAt(path) && "border-accent font-semibold text-text",
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
