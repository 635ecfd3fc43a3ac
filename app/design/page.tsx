import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Charts } from "#components/design/charts.tsx";
import { Controls } from "#components/design/controls.tsx";
import { Looks } from "#components/design/looks.tsx";
import { Surfaces } from "#components/design/surfaces.tsx";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";

export const metadata: Metadata = { title: "Design" };

/** Every piece in every state, for those who build: while developing, or where DESIGN_PAGE says so. */
export default async function DesignPage() {
  const { config } = await getServer();
  if (!(config.DESIGN_PAGE ?? process.env.NODE_ENV === "development")) notFound();
  await pageViewer();
  return (
    <main className="mx-auto flex max-w-6xl flex-col gap-8 px-4 py-8 sm:px-7">
      <h1 className="text-headline font-semibold">Design</h1>
      <Looks />
      <Charts />
      <Controls />
      <Surfaces />
    </main>
  );
}
