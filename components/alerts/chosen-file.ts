const MOST_BYTES = 200_000;

/** The text of the file just chosen, null for none. The choice is forgotten, so that a mended file can be chosen again. */
export async function chosenText(input: Pick<HTMLInputElement, "files" | "value">): Promise<string | null> {
  const file = input.files?.[0];
  input.value = "";
  if (file === undefined) return null;
  if (file.size > MOST_BYTES) throw new Error("A file can have 200 kB at most.");
  return file.text();
}
