import { safeText } from "../../format/safe-text.ts";

/** At most so many UTF-16 units with a `…` where something was left out; never half a character. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Text from anywhere on one line, without what would act on a reader's screen. */
export function oneLine(text: string, most: number): string {
  const kept = text
    .toWellFormed()
    .slice(0, most * 2)
    .replace(/[\t-\r \u2028\u2029]+/g, " ");
  return cut(safeText(kept).trim(), most);
}

/** The same over several lines. */
export function severalLines(text: string, most: number): string {
  const kept = text
    .toWellFormed()
    .slice(0, most * 2)
    .replace(/\r\n?/g, "\n");
  return cut(safeText(kept).trim(), most);
}
