export type CopyOutcome = "copied" | "refused" | "plain_http";

export const COPY_WORDS: Record<CopyOutcome, string> = {
  copied: "Copied",
  refused: "The browser refused to copy",
  plain_http: "Copying works over https only",
};

/** Whose clipboard: the browser's `navigator`, which has none on a page that came over plain http. */
interface Copier {
  clipboard?: Pick<Clipboard, "writeText"> | undefined;
}

/** Puts a text on the clipboard. Never rejects: whoever pressed is told what became of it. */
export async function copyText(text: string, { clipboard }: Copier): Promise<CopyOutcome> {
  if (clipboard === undefined) return "plain_http";
  try {
    await clipboard.writeText(text);
    return "copied";
  } catch {
    return "refused";
  }
}
