import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { canAsStaff } from "#lib/channels/access.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";

/** Above the skeleton: once that is sent, the status cannot say "not found" any more. The page asks again. */
export default async function UsageOverviewLayout({ children }: { children: ReactNode }) {
  if (!canAsStaff(await pageViewer(), "reports:use")) notFound();
  return children;
}
