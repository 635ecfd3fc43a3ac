const SPACE = 0x20;
/** Unicode has a picture of each control character from here on. */
const PICTURES = 0x2400;

/** Control and format characters (direction, zero width), line and paragraph separators. */
const ACTING = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Text from anywhere, made fit to be looked at: what would act on the reader's screen is shown as a sign instead. */
export function safeText(text: string): string {
  return text.replace(ACTING, (character) => {
    if (character === "\n" || character === "\t") return character;
    const code = character.codePointAt(0) ?? 0;
    return code < SPACE ? String.fromCodePoint(PICTURES + code) : `\\u{${code.toString(16)}}`;
  });
}
