import type { Page } from "@playwright/test";

interface ScriptBytes {
  /** As they travel (compressed), of scripts that the page's own HTML names. */
  before: number;
  /** Of those that scripts asked for later: charts, dialogs. */
  after: number;
}

/** Counts from here on, with nothing cached; call the answer for the sums. */
export async function countScripts(page: Page): Promise<() => ScriptBytes> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const kinds = new Map<string, keyof ScriptBytes>();
  const bytes: ScriptBytes = { before: 0, after: 0 };
  session.on("Network.requestWillBeSent", ({ requestId, type, initiator }) => {
    if (type === "Script") kinds.set(requestId, initiator.type === "parser" ? "before" : "after");
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind !== undefined) bytes[kind] += encodedDataLength;
  });
  return () => bytes;
}
