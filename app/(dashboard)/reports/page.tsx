import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { canAsStaff } from "#lib/channels/access.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { listReports } from "#lib/reports/list.ts";
import { listTables } from "#lib/reports/tables.ts";
import { getServer } from "#lib/server.ts";
import { keepReport, removeKeptReport } from "./actions.ts";
import { ReportsClient } from "./client.tsx";

export const metadata: Metadata = { title: "Reports" };

export default async function ReportsPage() {
  const viewer = await pageViewer();
  if (!canAsStaff(viewer, "reports:use")) notFound();
  const server = await getServer();
  const [saved, tables] = await Promise.all([listReports(server, viewer), listTables(server, viewer)]);
  return (
    <ReportsClient saved={saved} tables={tables} actions={{ keep: keepReport, remove: removeKeptReport }} />
  );
}
