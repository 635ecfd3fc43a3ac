import { Code } from "#components/ui/code.tsx";
import { Time } from "#components/ui/time.tsx";
import type { UserView } from "#lib/support/views.ts";

/** Who it is: what support may know, and the pseudonym under which partners and events know them. */
export function UserHeader({ user }: { user: UserView }) {
  return (
    <header className="flex flex-col gap-1">
      <h1 className="text-headline font-semibold">{user.name ?? user.email ?? user.pseudonym}</h1>
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
