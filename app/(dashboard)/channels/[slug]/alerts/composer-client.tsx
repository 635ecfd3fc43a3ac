"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ComposerProps, ComposerScreen } from "#components/alerts/composer/composer-screen.tsx";
import { useChannelPresent } from "#components/channels/use-present.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Code } from "#components/ui/code.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Receipt } from "#lib/channels/views.ts";

interface ComposerClientProps extends Omit<ComposerProps, "onSaved" | "onMuted"> {
  /** As it was when the page was made. */
  receipt: Receipt;
  problem: string | null;
  /** What of a search a Recipe cannot say. */
  without: string | null;
}

export function ComposerClient({ receipt, problem, without, ...composer }: ComposerClientProps) {
  const router = useRouter();
  const present = useChannelPresent(composer.channel.slug);
  const list = `/channels/${composer.channel.slug}/alerts`;
  return (
    <>
      <TopBar
        title={
          <span className="flex items-center gap-1.5">
            <Link href={list} className="hover:underline">
              Alerts
            </Link>
            <span aria-hidden className="font-normal text-faint max-sm:hidden">
              /
            </span>
            <span className="max-w-48 truncate font-normal text-muted max-sm:hidden">
              {composer.recipe?.name ?? "New Recipe"}
            </span>
          </span>
        }
        receipt={present.data?.receipt ?? receipt}
        stale={present.error !== null}
      />
      {problem === null ? null : (
        <Notice tone="warning" className="mx-4 mt-4 sm:mx-7">
          {problem}
        </Notice>
      )}
      {without === null ? null : (
        <Notice className="mx-4 mt-4 sm:mx-7" title="This Recipe counts more than your search did">
          A trigger cannot be narrowed by <Code>{without}</Code>.
        </Notice>
      )}
      <ComposerScreen
        {...composer}
        onMuted={() => router.refresh()}
        onSaved={() => {
          router.push(list);
          router.refresh();
        }}
      />
    </>
  );
}
