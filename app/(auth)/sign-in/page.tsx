import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignInForm } from "#components/members/sign-in-form.tsx";
import { CodeBlock } from "#components/ui/code.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { DEMO_SIGN_INS } from "#demo/people.ts";
import { optionalPageViewer } from "#lib/http/page-viewer.ts";
import { safePath } from "#lib/http/safe-path.ts";
import { anybodyThere } from "#lib/members/anybody-there.ts";
import { getServer } from "#lib/server.ts";
import { signInProblem } from "./problem.ts";
import { parseSignInParams, type RawSearchParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<RawSearchParams> }) {
  const params = parseSignInParams(await searchParams);
  const next = safePath(params.next);
  if ((await optionalPageViewer()) !== null) redirect(next);
  const { config, database } = await getServer();
  const empty = !config.DEMO && !(await anybodyThere(database));
  return (
    <>
      {params.error === undefined ? null : (
        <Notice tone="danger" title="You are not signed in" live>
          {signInProblem(params.error)}
        </Notice>
      )}
      <Panel className="flex flex-col gap-5 p-6">
        <div className="flex flex-col gap-1">
          <h1 className="text-headline font-semibold">Sign in</h1>
          <p className="text-muted">
            {config.DEMO
              ? "This is a demo: be any of these people by one click."
              : "See how your API is doing, as it happens."}
          </p>
        </div>
        {empty ? (
          <Notice title="Nobody is here yet">
            <p className="mb-3">
              Make yourself the first administrator, on the machine that runs Channelscope:
            </p>
            <CodeBlock code="npm run -s admin -- create you@company.com" copyLabel="Copy the command" />
          </Notice>
        ) : null}
        <SignInForm
          next={next}
          oidc={config.OIDC_ISSUER !== undefined}
          people={config.DEMO ? DEMO_SIGN_INS.map(({ password: _, channels: __, ...person }) => person) : []}
        />
        <Link href="/reset-password" className="text-sm text-accent-text hover:underline">
          Forgot your password?
        </Link>
      </Panel>
    </>
  );
}
