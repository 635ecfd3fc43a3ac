const LONGEST_WORD = 128;

const isIndexable = (word: string) => word !== "" && word.length <= LONGEST_WORD && !/\s/u.test(word);

/** Words as every engine indexes and searches them: no whitespace inside, at most 128 characters each. */
export function indexableWords(words: readonly string[]): readonly string[] {
  // What accepting an event made of it always is; taking it apart again would cost more than making it.
  if (words.every(isIndexable)) return words;
  return words.flatMap((word) => word.split(/\s+/u)).flatMap((word) => (word === "" ? [] : [clip(word)]));
}

function clip(word: string): string {
  if (word.length <= LONGEST_WORD) return word;
  const end = word.charCodeAt(LONGEST_WORD - 1);
  const splitsPair = end >= 0xd800 && end <= 0xdbff;
  return word.slice(0, splitsPair ? LONGEST_WORD - 1 : LONGEST_WORD);
}
