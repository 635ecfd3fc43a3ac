import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { canAsStaff } from "#lib/channels/access.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";

/** Above the skeletons: once one is sent, the status cannot say "not found" any more. Each page asks again. */
export default async function SupportLayout({ children }: { children: ReactNode }) {
  if (!canAsStaff(await pageViewer(), "support:look-up")) notFound();
  return children;
}
