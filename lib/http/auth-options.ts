import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { loadPerson } from "../members/load-person.ts";
import { signIn } from "../members/sign-in.ts";
import { signInAsDemo } from "../members/sign-in-demo.ts";
import { oidcSubjectOf, signInByOidc } from "../members/sign-in-oidc.ts";
import type { Server } from "../server.ts";
import { remoteAddress } from "./remote-address.ts";
import { userOrCode } from "./user-or-code.ts";

const SESSION_SECONDS = 14 * 24 * 60 * 60;

const oidcProfile = z.object({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.literal("true").transform(() => true)]).catch(false),
});

/** next-auth for this server: password, the company's identity provider when configured, demo people in demo mode. */
export function authOptions(server: Server): NextAuthOptions {
  const { config, database, log, secrets } = server;
  const oidc = config.OIDC_ISSUER === undefined ? null : { issuer: config.OIDC_ISSUER };
  return {
    secret: secrets.nextAuthSecret,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    logger: {
      error: (code, metadata) => log.error({ code, metadata }, "next-auth"),
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [
      CredentialsProvider({
        id: "password",
        credentials: { email: {}, password: {} },
        authorize: (credentials, request) =>
          userOrCode(log, () =>
            signIn(server, {
              email: credentials?.email ?? "",
              password: credentials?.password ?? "",
              address: remoteAddress(request.headers ?? {}),
              demo: config.DEMO,
            }),
          ),
      }),
      ...(config.DEMO
        ? [
            CredentialsProvider({
              id: "demo",
              credentials: { email: {} },
              authorize: (credentials) =>
                userOrCode(log, () => signInAsDemo(server, credentials?.email ?? "")),
            }),
          ]
        : []),
      ...(oidc === null ? [] : [oidcProvider(config, oidc.issuer)]),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== "oidc" || oidc === null) return true;
        const attempt = async () => {
          const { sub, email, email_verified } = oidcProfile.parse(profile);
          const identity = { issuer: oidc.issuer, subject: sub, email, emailVerified: email_verified };
          return signInByOidc(server, identity);
        };
        await userOrCode(log, attempt, "oidc_");
        return true;
      },
      async jwt({ token, user, account }) {
        if (account === null || account === undefined) return token;
        const loaded =
          account.provider === "oidc" && oidc !== null
            ? await loadPerson(database, {
                oidcSubject: oidcSubjectOf(oidc.issuer, account.providerAccountId),
              })
            : await loadPerson(database, { id: user.id });
        return loaded === null ? {} : { sub: loaded.person.id, sessionVersion: loaded.sessionVersion };
      },
      // Pages read the person from the database; the client needs to know nothing.
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}

function oidcProvider(config: Server["config"], issuer: string): OAuthConfig<{ sub: string }> {
  return {
    id: "oidc",
    name: "Single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    clientId: config.OIDC_CLIENT_ID ?? "",
    clientSecret: config.OIDC_CLIENT_SECRET ?? "",
    profile: (profile) => ({ id: profile.sub }),
  };
}
