import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PresentInTab } from "#components/channels/present-in-tab.tsx";
import { STATE_LOOKS } from "#components/channels/state.tsx";
import { titleTemplate } from "#components/channels/tab-title.ts";
import { canOnChannel } from "#lib/channels/access.ts";
import { channelPresent } from "#lib/channels/present.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { pageChannel } from "#lib/http/page-channel.ts";
import { pageScope } from "#lib/http/page-scope.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { PATH_HEADER } from "#lib/http/session-cookie.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../../read-page.ts";

interface ChannelLayoutProps {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}

/** Whatever the screen would be called. */
const NOT_FOUND: Metadata = { title: { template: "Not found · Channelscope", default: "Not found" } };

/** Sent behind the page, which waits for no state of it. */
export async function generateMetadata({ params }: ChannelLayoutProps): Promise<Metadata> {
  const [{ slug }, viewer, server] = await Promise.all([params, pageViewer(), getServer()]);
  // It is made beside the page that answers 404, not after it.
  const channel = canOnChannel(viewer, "usage:read", slug) ? await pageChannel(slug).catch(() => null) : null;
  if (channel === null) return NOT_FOUND;
  const present = canOnChannel(viewer, "requests:read", slug)
    ? await readPage(() => channelPresent(server, viewer, slug))
    : null;
  const name = safeText(channel.name);
  const word = present === null ? null : STATE_LOOKS[present.state].word;
  return { title: { template: titleTemplate(name, word), default: name } };
}

/**
 * Answers 404 before a skeleton is on its way with 200. No protection: Next keeps a layout while people move about,
 * so each page asks for its own right.
 */
export default async function ChannelLayout({ children, params }: ChannelLayoutProps) {
  const [{ slug }, viewer] = await Promise.all([params, pageViewer()]);
  const path = (await headers()).get(PATH_HEADER) ?? "";
  const action = path.split(/[?#]/)[0]?.endsWith("/usage") ? "usage:read" : "requests:read";
  if (pageScope(viewer, action, slug) === null) notFound();
  await readPage(() => pageChannel(slug));
  return (
    <>
      {canOnChannel(viewer, "requests:read", slug) ? <PresentInTab slug={slug} /> : null}
      {children}
    </>
  );
}
