const MAX_PATTERN = 256;
/** Enough to fill a pattern, and a bound on the work that one message can cause. */
const MAX_INPUT = 1_024;

/**
 * Applied in order: what is wide (quoted text, addresses) goes first, so that its digits are not taken for numbers.
 * Every expression is linear: no nested repetition over the same characters.
 */
const RULES: [RegExp, string, needs?: string][] = [
  [/"[^"\n]{0,512}"|`[^`\n]{0,512}`|(?<![\p{L}\p{N}])'[^'\n]{0,512}'(?![\p{L}\p{N}])/gu, "<value>"],
  [/\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s<>]+/gi, "<url>", "://"],
  [/[\w.%+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g, "<email>", "@"],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, "<time>"],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, "<id>"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, "<address>"],
  [
    /(?<![\w:])\[?(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){1,6}|:):[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})\]?(?::\d{1,5})?(?!\w)/gi,
    "<address>",
    ":",
  ],
  [/\b0x[0-9a-f]+\b/gi, "<id>"],
  // Hexadecimal with a digit and a letter, then words that mix letters and at least two digits: ids of any make.
  [/\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}\b/gi, "<id>"],
  [/\b(?=[A-Za-z_-]{0,32}\d)[A-Za-z]+[_-](?=[A-Za-z_-]{0,32}\d)[\w-]*\d[\w-]*/g, "<id>"],
  [/\b(?=\w*[A-Za-z])(?=\w*\d\w*\d)\w{10,}\b/g, "<id>"],
  [/[-+]?\d+(?:[.,]\d+)*(?:e[-+]?\d+)?/gi, "<n>"],
  [/\s+/g, " "],
];

/**
 * An error message with ids, numbers, addresses, times and quoted values replaced by placeholders, at most 256
 * characters: equal for errors that differ only in those. null for none.
 */
export function errorPatternOf(message: string | undefined): string | null {
  if (message === undefined) return null;
  let pattern = message.length > MAX_INPUT ? message.slice(0, MAX_INPUT) : message;
  for (const [expression, placeholder, needs] of RULES) {
    if (needs === undefined || pattern.includes(needs)) pattern = pattern.replace(expression, placeholder);
  }
  pattern = pattern.trim();
  if (pattern.length > MAX_PATTERN) pattern = pattern.slice(0, MAX_PATTERN).trimEnd().toWellFormed();
  return pattern === "" ? null : pattern;
}
