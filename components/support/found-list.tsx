import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Code } from "#components/ui/code.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import { safeText } from "#lib/format/safe-text.ts";
import type { Found } from "#lib/support/look-up.ts";
import { recipeHref, requestHref, userHref } from "./links.ts";

interface HitProps {
  href: string;
  name: ReactNode;
  children?: ReactNode;
}

function Hit({ href, name, children }: HitProps) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-t border-hairline px-4 py-[9px]">
      <Link href={href} className="font-medium hover:underline">
        {name}
      </Link>
      <span className="text-sm text-muted">{children}</span>
    </li>
  );
}

function Kind({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  const id = `found-${title.toLowerCase()}`;
  return (
    <Panel aria-labelledby={id}>
      <PanelHeader id={id} title={title} note={children.length > 1 ? children.length : undefined} />
      <ul>{children}</ul>
    </Panel>
  );
}

/** What a text names, kind by kind. */
export function FoundList({ found }: { found: Found }) {
  return (
    <>
      <Kind title="Users">
        {found.users.map(({ pseudonym, id, name, email }) => (
          <Hit key={pseudonym} href={userHref(pseudonym)} name={name ?? email ?? pseudonym}>
            {id === null ? "only in requests; not in the application's database" : `${email ?? ""} · ${id}`}
          </Hit>
        ))}
      </Kind>
      <Kind title="Recipes">
        {found.recipes.map(({ id, title }) => (
          <Hit key={id} href={recipeHref(id)} name={title ?? <Code>{safeText(id)}</Code>}>
            {title === null ? (
              "only in requests; not in the application's database"
            ) : (
              <Code>{safeText(id)}</Code>
            )}
          </Hit>
        ))}
      </Kind>
      <Kind title="Requests">
        {found.requests.map((request) => (
          <Hit
            key={`${request.channel} ${request.id} ${request.at}`}
            href={requestHref(request)}
            name={<Code>{safeText(request.id)}</Code>}
          >
            {request.channel} · {safeText(request.endpoint ?? "no endpoint")} ·{" "}
            <Time at={request.at} form="daySecond" />
          </Hit>
        ))}
      </Kind>
      <Kind title="Channels">
        {found.channels.map(({ slug, name, registered }) => (
          <Hit key={slug} href={`/channels/${slug}/health`} name={name}>
            <Code>{slug}</Code>{" "}
            {registered ? (
              <>
                · <Link href={`/channels/${slug}/logs`}>Logs</Link> ·{" "}
                <Link href={`/channels/${slug}/settings`}>Settings</Link> ·{" "}
                <Link href={`/support?channel=${slug}#view-as`}>View as partner</Link>
              </>
            ) : (
              <Badge tone="warning">unregistered</Badge>
            )}
          </Hit>
        ))}
      </Kind>
    </>
  );
}
