const ASCII = /^[\0-\x7f]*$/;
const ASCII_WORD = /[a-z0-9_]+/g;
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

export const MAX_WORDS = 64;
export const MAX_WORD_LENGTH = 64;

/**
 * Lower-case runs of letters, digits and underscores after NFKC, in order; a longer word is cut. Events and queries
 * must be cut into words by this one function, or they would not meet.
 */
export function wordsOf(text: string): string[] {
  const words = ASCII.test(text)
    ? text.toLowerCase().match(ASCII_WORD)
    : text.normalize("NFKC").toLowerCase().match(WORD);
  if (words === null) return [];
  return words.map((word) => (word.length > MAX_WORD_LENGTH ? word.slice(0, MAX_WORD_LENGTH) : word));
}

/** Path of an absolute or relative URL, percent-decoded where that is possible. */
function pathOf(url: string): string {
  const scheme = url.indexOf("://");
  let start = 0;
  if (scheme >= 0) {
    start = url.indexOf("/", scheme + 3);
    if (start < 0) return "";
  }
  const length = url.slice(start).search(/[?#]/);
  const path = length < 0 ? url.slice(start) : url.slice(start, start + length);
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What bare words and phrases search: the error message first, then the URL's path, 64 words at most. */
export function eventWords(event: {
  error_message?: string | undefined;
  url?: string | undefined;
}): string[] {
  const words = event.error_message === undefined ? [] : wordsOf(event.error_message);
  if (event.url !== undefined && words.length < MAX_WORDS) words.push(...wordsOf(pathOf(event.url)));
  return words.length > MAX_WORDS ? words.slice(0, MAX_WORDS) : words;
}
