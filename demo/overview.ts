import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/database/client.ts";
import { CATALOGUE } from "./catalogue.ts";
import { listFaults } from "./faults/list.ts";
import { describeFault, type FaultKind } from "./faults.ts";
import { readState } from "./state.ts";

export interface FaultAtWork {
  kind: FaultKind;
  description: string;
  /** Milliseconds. */
  since: number;
}

export interface DemoOverviewChannel {
  slug: string;
  name: string;
  color: string;
  host: string;
  endpoints: { slug: string; kind: string }[];
  faults: FaultAtWork[];
}

/** All that the demo panel shows. */
export interface DemoOverview {
  /** Whether the demo's process makes requests. */
  running: boolean;
  multiplier: number;
  /** Share of the generated history that is told, 0 to 1; null before the first start. */
  told: number | null;
  channels: DemoOverviewChannel[];
}

/** The demo's process notes every few seconds that it lives. */
const SILENT_AFTER_MS = 20_000;

export async function demoOverview(database: Database, clock: Clock): Promise<DemoOverview> {
  const [faults, rate, live, history] = await Promise.all([
    listFaults(database),
    readState(database, "rate"),
    readState(database, "live"),
    readState(database, "history"),
  ]);
  return {
    running: live !== null && clock.now() - live.until < SILENT_AFTER_MS,
    multiplier: rate?.multiplier ?? 1,
    told: history === null ? null : (history.to - history.next) / (history.to - history.from),
    channels: CATALOGUE.map(({ slug, name, color, host, endpoints }) => ({
      slug,
      name,
      color,
      host,
      endpoints: endpoints.map((endpoint) => ({ slug: endpoint.slug, kind: endpoint.kind })),
      faults: faults
        .filter((fault) => fault.channel === slug)
        .map((fault) => ({
          kind: fault.kind,
          description: describeFault(fault),
          since: fault.since.getTime(),
        })),
    })),
  };
}
