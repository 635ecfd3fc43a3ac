import type { Metadata } from "next";
import Link from "next/link";
import { AskLinkForm } from "#components/members/ask-link-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { mailsLinks } from "#lib/config.ts";
import { getServer } from "#lib/server.ts";
import { askForLink } from "./actions.ts";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ResetPasswordPage() {
  const { config } = await getServer();
  const mails = mailsLinks(config);
  return (
    <Panel className="flex flex-col gap-5 p-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-headline font-semibold">Forgot your password?</h1>
        <p className="text-muted">
          {mails
            ? "We mail you a link that sets a new one."
            : "This installation mails no links. An administrator makes you one that sets a new password, on the Settings of your Channel."}
        </p>
      </div>
      {mails ? <AskLinkForm action={askForLink} /> : null}
      <Link href="/sign-in" className="text-sm text-accent-text hover:underline">
        Back to sign-in
      </Link>
    </Panel>
  );
}
