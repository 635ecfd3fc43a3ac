import type { OAuthClient } from "../settings.ts";

const SCOPE = "ifttt";
const LONGEST_STATE = 2_000;

/** What an engine asks a person for, by the parameters of its link. */
export type AuthorizationRequest =
  /** Nobody is sent anywhere: the link does not come from the client that is configured, or not whole. */
  | { kind: "refused"; message: string }
  /** The client made a mistake, and is told at its own address. */
  | { kind: "mistaken"; url: string }
  | { kind: "asked"; state: string | null };

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Checks a link to the authorize page. The address to return to must be the configured one, to the letter. */
export function readAuthorization(client: OAuthClient, parameters: Parameters): AuthorizationRequest {
  const one = (name: string) => {
    const value = parameters[name];
    return typeof value === "string" ? value : null;
  };
  if (one("client_id") !== client.id) return refused("The app that sent you here is not known to us.");
  if (one("redirect_uri") !== client.redirectUri) {
    return refused(`The link does not lead back to ${client.name} as it is set up here.`);
  }
  const state = one("state");
  if (state !== null && state.length > LONGEST_STATE) return refused("The link is too long.");
  const mistaken = (error: string) =>
    ({ kind: "mistaken", url: returnUrl(client, { error }, state) }) as const;
  if (one("response_type") !== "code") return mistaken("unsupported_response_type");
  if (one("scope") !== SCOPE) return mistaken("invalid_scope");
  return { kind: "asked", state };
}

/** Back to the client, with what it gets and the state that it sent. */
export function returnUrl(client: OAuthClient, answer: Record<string, string>, state: string | null): string {
  const url = new URL(client.redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set("state", state);
  return url.href;
}

const refused = (message: string) => ({ kind: "refused", message }) as const;
