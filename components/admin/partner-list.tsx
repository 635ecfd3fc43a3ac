import Link from "next/link";
import { type Invited, InviteForm } from "#components/members/invite-form.tsx";
import { Code } from "#components/ui/code.tsx";
import type { PartnerEntry } from "#lib/channels/list-partners.ts";
import type { FormAction } from "#lib/http/form-result.ts";

interface PartnerListProps {
  partners: readonly PartnerEntry[];
  inviteTo: (channel: string) => FormAction<Invited>;
}

/** Every Partner with its Channels; a Channel that nobody owns asks for its owner at once. */
export function PartnerList({ partners, inviteTo }: PartnerListProps) {
  return (
    <ul>
      {partners.map((partner) => (
        <li key={partner.id} className="border-b border-hairline px-4 py-3 last:border-b-0">
          <h3 className="font-semibold">{partner.name}</h3>
          {partner.channels.length === 0 ? <p className="text-sm text-muted">No Channel yet.</p> : null}
          <ul className="flex flex-col gap-3 pt-1">
            {partner.channels.map((channel) => (
              <li key={channel.slug} className="flex flex-col gap-2">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <Link href={`/channels/${channel.slug}/settings`} className="hover:underline">
                    {channel.name}
                  </Link>
                  <Code className="text-muted">{channel.slug}</Code>
                  <span className="text-sm text-muted">
                    {channel.owners.length > 0 ? `owned by ${channel.owners.join(", ")}` : "no owner yet"}
                  </span>
                </p>
                {channel.owners.length === 0 ? (
                  <InviteForm action={inviteTo(channel.slug)} only="owner" submit="Invite owner" />
                ) : null}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
