import type { Clock } from "#lib/clock.ts";
import type { DemoChannel } from "../catalogue/types.ts";
import { CATALOGUE } from "../catalogue.ts";
import { closesChannel, type InjectedFault } from "../faults.ts";
import type { Random } from "../random.ts";
import { partnerApi } from "./handler.ts";
import { type Listener, openListener } from "./listener.ts";

/** The partner APIs of the catalogue, as HTTP servers on loopback. */
export interface Sandbox {
  /** The loopback port that answers for a public name; null for a name that is none of the demo's. */
  portOf(host: string): number | null;
  /** Replaces all faults at work. Resolves when outages have begun or ended. */
  setFaults(faults: readonly InjectedFault[]): Promise<void>;
  close(): Promise<void>;
}

export async function openSandbox(
  deps: { clock: Clock; random: Random },
  channels: readonly DemoChannel[] = CATALOGUE,
): Promise<Sandbox> {
  let faults = new Map<string, InjectedFault[]>();
  const listeners = new Map<string, Listener>();
  for (const channel of channels)
    listeners.set(
      channel.host,
      await openListener(partnerApi({ ...deps, channel, faults: () => faults.get(channel.slug) ?? [] })),
    );

  const setOpen = (isOpen: (slug: string) => boolean) =>
    Promise.all(channels.map(({ slug, host }) => listeners.get(host)?.setOpen(isOpen(slug))));

  return {
    portOf: (host) => listeners.get(host)?.port() ?? null,
    async setFaults(next) {
      faults = Map.groupBy(next, (fault) => fault.channel);
      await setOpen((slug) => !(faults.get(slug) ?? []).some(closesChannel));
    },
    async close() {
      await setOpen(() => false);
    },
  };
}
