/** `origin` is scheme, host and port. The tokens in these links are secrets. */
export const passwordLink = (origin: string, token: string): string =>
  `${origin}/set-password?token=${token}`;

export const invitationLink = (origin: string, token: string): string =>
  `${origin}/invitation?token=${token}`;
