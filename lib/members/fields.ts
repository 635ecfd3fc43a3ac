import { z } from "zod";

/** E-mail addresses compare without case, so they are stored in lower case. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .pipe(z.email("must be an e-mail address"));

export const MAX_PASSWORD_CHARACTERS = 256;

export const newPassword = z
  .string()
  .min(10, "must have at least 10 characters")
  .max(MAX_PASSWORD_CHARACTERS, `must have at most ${MAX_PASSWORD_CHARACTERS} characters`);

export const personName = z.string().trim().min(1, "must not be empty").max(200);

export const memberRole = z.enum(["member", "owner"]);
