import type { Metadata } from "next";
import { AuditFilterForm } from "#components/members/audit-filter.tsx";
import { AuditList } from "#components/members/audit-list.tsx";
import { filterOf, olderHref, readAuditSearch } from "#components/members/audit-search.ts";
import { identifyChannel } from "#lib/channels/identify.ts";
import { pageScope } from "#lib/http/page-scope.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { auditTrail } from "#lib/members/audit-trail.ts";
import { getServer } from "#lib/server.ts";
import type { PageParams } from "../../../../page-range.ts";
import { OwnersOnly, SettingsFrame } from "../frame.tsx";

export const metadata: Metadata = { title: "Audit trail" };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<PageParams>;
}

export default async function AuditPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const viewer = await pageViewer();
  if (pageScope(viewer, "settings:read", slug) === null) return <OwnersOnly />;
  const { database, clock } = await getServer();
  const search = readAuditSearch(await searchParams);
  const [channel, trail] = await Promise.all([
    identifyChannel(database, viewer, slug),
    auditTrail(database, viewer, slug, filterOf(search, clock.now())),
  ]);
  return (
    <SettingsFrame channel={slug} name={channel.name}>
      <AuditFilterForm path={`/channels/${slug}/settings/audit`} search={search} actors={trail.actors} />
      <AuditList
        items={trail.items}
        older={trail.next === null ? null : olderHref(search, trail.next)}
        filtered={Object.values(search).some((chosen) => chosen !== undefined)}
      />
    </SettingsFrame>
  );
}
