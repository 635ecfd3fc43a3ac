"use client";

import { useSend } from "#components/forms/use-send.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSignIn } from "./use-sign-in.ts";

interface OneClickPerson {
  email: string;
  name: string;
  role: string;
  description: string;
}

interface SignInFormProps {
  /** Where to go then. */
  next: string;
  /** Offers the company's identity provider. */
  oidc: boolean;
  /** People of the demo; empty otherwise. */
  people: readonly OneClickPerson[];
}

export function SignInForm({ next, oidc, people }: SignInFormProps) {
  const { busy, error, attempt } = useSignIn(next);

  const { form } = useSend(async (sent) => {
    const field = (name: string) => String(sent.get(name) ?? "");
    await attempt("password", "password", { email: field("email"), password: field("password") });
    return false;
  });
  async function toProvider() {
    const { signIn } = await import("next-auth/react");
    await signIn("oidc", { callbackUrl: next });
  }
  return (
    <div className="flex flex-col gap-5">
      {error === null ? null : (
        <Notice tone="danger" live>
          {error}
        </Notice>
      )}
      {oidc ? (
        <Button variant="primary" onClick={() => void toProvider()}>
          Continue with single sign-on
        </Button>
      ) : null}
      {people.length > 0 ? (
        <ul className="flex flex-col divide-y divide-hairline rounded-control border">
          {people.map((person) => (
            <li key={person.email} className="flex items-center gap-3 px-3 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="font-medium">
                  {person.name} <span className="font-normal text-muted">· {person.role}</span>
                </p>
                <p className="text-sm text-muted">{person.description}</p>
              </div>
              <form action={() => attempt(person.email, "demo", { email: person.email })}>
                <Button
                  type="submit"
                  size="sm"
                  aria-label={`Sign in as ${person.name}`}
                  busy={busy === person.email}
                  disabled={busy !== null}
                >
                  Sign in
                </Button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      <form {...form} className="flex flex-col gap-4">
        <Field label="E-mail">
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              required
            />
          )}
        </Field>
        <Field label="Password">
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" required />
          )}
        </Field>
        <Button
          type="submit"
          variant={oidc ? "secondary" : "primary"}
          busy={busy === "password"}
          disabled={busy !== null}
        >
          Sign in
        </Button>
      </form>
    </div>
  );
}
