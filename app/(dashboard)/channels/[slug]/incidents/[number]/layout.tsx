import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { findIncident } from "#lib/alerts/incidents/summary.ts";
import { pageScope } from "#lib/http/page-scope.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../../../../read-page.ts";
import { incidentNumber } from "./number.ts";

interface IncidentLayoutProps {
  children: ReactNode;
  params: Promise<{ slug: string; number: string }>;
}

/** Above the skeleton: once that is sent, the status cannot say "not found" any more. The page asks for its own right. */
export default async function IncidentLayout({ children, params }: IncidentLayoutProps) {
  const [{ slug, number: text }, viewer] = await Promise.all([params, pageViewer()]);
  const number = incidentNumber(text);
  if (number === null || pageScope(viewer, "alerts:read", slug) === null) notFound();
  await readPage(async () => findIncident((await getServer()).database, slug, number));
  return children;
}
