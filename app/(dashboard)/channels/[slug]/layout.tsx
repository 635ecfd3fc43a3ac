import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { identifyChannel } from "#lib/channels/identify.ts";
import { pageScope } from "#lib/http/page-scope.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { PATH_HEADER } from "#lib/http/session-cookie.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../../read-page.ts";

interface ChannelLayoutProps {
  children: ReactNode;
  params: Promise<{ slug: string }>;
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
  await readPage(async () => identifyChannel((await getServer()).database, viewer, slug));
  return children;
}
