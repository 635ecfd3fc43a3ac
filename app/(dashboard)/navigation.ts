import { cookies } from "next/headers";
import { readPins } from "#components/channels/pins.ts";
import type { Navigation, NavigationChannel } from "#components/shell/context.tsx";
import { openIncidentCounts } from "#lib/alerts/incidents/open-counts.ts";
import { canAsStaff, canOnChannel, type Person, scopeOf } from "#lib/channels/access.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { iftttSettings } from "#lib/ifttt/settings.ts";
import { getServer } from "#lib/server.ts";

/** What the sidebar offers to this person: nothing that their rights would not open. */
export async function navigationOf(person: Person): Promise<Navigation> {
  const { database, config } = await getServer();
  const [known, firing] = await Promise.all([
    listChannels(database, scopeOf(person, "usage:read")),
    openIncidentCounts(database, person),
  ]);
  const channels = known.map(
    ({ slug, name, color }): NavigationChannel => ({
      slug,
      name,
      color,
      role:
        person.memberships.find((membership) => membership.channel === slug)?.role ??
        person.staff ??
        "member",
      settings: canOnChannel(person, "settings:read", slug),
      requests: canOnChannel(person, "requests:read", slug),
      firing: firing.get(slug) ?? 0,
    }),
  );
  return {
    person: { email: person.email, name: person.name },
    channels,
    pins: readPins((await cookies()).get("pins")?.value),
    firstChannel: person.memberships[0]?.channel ?? null,
    admin: canAsStaff(person, "channels:register"),
    pipeline: canAsStaff(person, "pipeline:read"),
    reports: canAsStaff(person, "reports:use"),
    support: canAsStaff(person, "support:look-up"),
    connectedApps: iftttSettings(config)?.client != null,
    demo: config.DEMO && canAsStaff(person, "demo:control"),
  };
}
