import type { ReactNode } from "react";
import { Code } from "#components/ui/code.tsx";
import { Time } from "#components/ui/time.tsx";
import type { UserView } from "#lib/support/views.ts";

/** Who it is: what support may know, and the pseudonym under which partners and events know them. */
export function UserHeader({ user, children }: { user: UserView; children?: ReactNode }) {
  return (
    <header className="flex flex-col gap-1">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h1 className="min-w-0 text-headline font-semibold wrap-break-word">
          {user.name ?? user.email ?? user.pseudonym}
        </h1>
        {children}
      </div>
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        {user.email === null ? null : <span>{user.email}</span>}
        {user.id === null ? (
          <span>Only in requests: this pseudonym is nobody’s in the application’s database.</span>
        ) : (
          <Code>{user.id}</Code>
        )}
        <span>
          partners see <Code>{user.pseudonym}</Code>
        </span>
        {user.createdAt === null ? null : (
          <span>
            since <Time at={user.createdAt} form="yearMinute" />
          </span>
        )}
      </p>
    </header>
  );
}
