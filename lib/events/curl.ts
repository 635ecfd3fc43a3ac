import type { RequestView } from "./views.ts";

/** What would act on a terminal, or run a second line, when the command is pasted. */
const ACTING = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** Escapes of `$'…'` are bytes of UTF-8, which every such shell knows. */
const escaped = (text: string) =>
  text.replaceAll(/[\\'\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`)
      .join(""),
  );

const quote = (text: string) =>
  ACTING.test(text) ? `$'${escaped(text)}'` : `'${text.replaceAll("'", "'\\''")}'`;

const word = (text: string) => (/^[A-Za-z]+$/.test(text) ? text : quote(text));

/** `@file: …` would make curl read headers from a file. */
const isHeader = ([name]: [string, string]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name);

/** The request as a shell command, redacted as it was stored: what stood for a secret has to be put back by hand. */
export function toCurl(request: Partial<Pick<RequestView, "method" | "url" | "request_headers">>): string {
  const lines = [`curl --request ${word(request.method ?? "GET")} --url ${quote(request.url ?? "")}`];
  for (const [name, value] of Object.entries(request.request_headers ?? {}).filter(isHeader)) {
    lines.push(`  --header ${quote(`${name}: ${value}`)}`);
  }
  return lines.join(" \\\n");
}
