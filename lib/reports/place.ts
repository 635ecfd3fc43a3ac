/** `line 2, column 5` of a position in characters from 0. */
export function placeInWords(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}
