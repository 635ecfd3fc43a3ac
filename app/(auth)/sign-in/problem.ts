const PROBLEMS: Record<string, string> = {
  oidc_unauthenticated:
    "Nobody has invited you yet, or your account is disabled. Ask the owner of your Channel for an invitation.",
  oidc_forbidden:
    "Your identity provider did not confirm an e-mail address for you, so nothing links you to an account.",
  unauthenticated: "This e-mail address and password do not match. Check both, then try again.",
  rate_limited: "Too many tries for this account. Wait a few minutes, then try again.",
  unavailable: "Signing in does not work at the moment. Try again in a few minutes.",
  Configuration:
    "Sign-in is not configured correctly. An administrator finds the reason in the server's log.",
};

/** What to tell whoever comes back to the sign-in page with this code. */
export function signInProblem(code: string): string {
  return Object.hasOwn(PROBLEMS, code)
    ? (PROBLEMS[code] ?? "")
    : "Signing in through the identity provider did not work. Try again, or ask an administrator.";
}
