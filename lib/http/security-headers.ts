interface Circumstances {
  nonce: string;
  https: boolean;
  /** The development server compiles in the browser. */
  development: boolean;
}

/** Header names and values; the policy is named because Next reads the nonce from it. */
export interface SecurityHeaders {
  "Content-Security-Policy": string;
  [name: string]: string;
}

/** What every page and answer says about itself. Scripts run by nonce only; charts and virtual lists set inline styles. */
export function securityHeaders({ nonce, https, development }: Circumstances): SecurityHeaders {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
  return {
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    ...(https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
