import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { getServer } from "#lib/server.ts";

/** Above the skeleton: once that is sent, the status cannot say "not found" any more. */
export default async function DemoLayout({ children }: { children: ReactNode }) {
  if (!(await getServer()).config.DEMO) notFound();
  return children;
}
