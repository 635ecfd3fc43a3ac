import { CHANNEL_STATES } from "#lib/channels/views.ts";
import { STATE_LOOKS } from "./state.tsx";

const BETWEEN = " · ";
const WORDS = CHANNEL_STATES.map((state) => STATE_LOOKS[state].word);

/** Parts of a tab's title, most telling first: tabs are narrow. `%s` is the screen's own. */
export function titleTemplate(channel: string, word: string | null): string {
  return [word, channel, "%s", "Channelscope"].filter((part) => part !== null).join(BETWEEN);
}

/** The same title with the state that is true now. */
export function titleWith(title: string, word: string): string {
  const parts = title.split(BETWEEN);
  return [word, ...parts.slice(WORDS.includes(parts[0] ?? "") ? 1 : 0)].join(BETWEEN);
}
