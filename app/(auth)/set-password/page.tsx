import type { Metadata } from "next";
import Link from "next/link";
import { NewPasswordForm } from "#components/members/new-password-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { findPasswordToken } from "#lib/members/set-password.ts";
import { getServer } from "#lib/server.ts";
import { setPasswordAction } from "./actions.ts";

export const metadata: Metadata = { title: "Set a password", referrer: "no-referrer" };

interface PageProps {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function SetPasswordPage({ searchParams }: PageProps) {
  const { token } = await searchParams;
  const server = await getServer();
  const account = typeof token === "string" ? await findPasswordToken(server, token) : null;
  if (account === null || typeof token !== "string") return <SpentLink />;
  return (
    <Panel className="flex flex-col gap-5 p-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-headline font-semibold">Set a password</h1>
        <p className="text-muted">For {account.email}. Everything that was signed in as you is signed out.</p>
      </div>
      <NewPasswordForm
        action={setPasswordAction}
        token={token}
        email={account.email}
        withName={false}
        submit="Set the password and sign in"
        next="/channels"
      />
    </Panel>
  );
}

function SpentLink() {
  return (
    <Panel className="flex flex-col gap-2 p-6">
      <h1 className="text-headline font-semibold">This link no longer works</h1>
      <p className="text-muted">
        It was used already, has expired, or is not complete.{" "}
        <Link href="/reset-password" className="text-accent-text underline">
          Ask for another
        </Link>
        , or have an owner of your Channel make one.
      </p>
    </Panel>
  );
}
