import type { Leg } from "./measure.ts";

export type Contestant =
  | "Elasticsearch's bulk limit"
  | "… with the worker's documents"
  | "rsyslog"
  | "a plain loop"
  | "worker";
export type Round = Partial<Record<Contestant, Leg>>;

export function median(values: number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** One row per contestant. Ratios are made within each round, then their median is taken: the machine drifts. */
export function standings(rounds: Round[]): Record<string, string | number>[] {
  const names = [...new Set(rounds.flatMap((round) => Object.keys(round)))] as Contestant[];
  const of = (name: Contestant, figure: (leg: Leg) => number) =>
    rounds.flatMap((round) => (round[name] === undefined ? [] : [figure(round[name])]));
  const ratio = (name: Contestant, base: Contestant) =>
    median(
      rounds.flatMap((round) => {
        const [mine, theirs] = [round[name], round[base]];
        return mine && theirs ? [mine.eventsPerSecond / theirs.eventsPerSecond] : [];
      }),
    );
  const rounded = (value: number) => (Number.isNaN(value) ? "–" : Number(value.toFixed(2)));
  return names.map((name) => ({
    contestant: name,
    "events/s": Math.round(median(of(name, (leg) => leg.eventsPerSecond))),
    "of the bulk limit": rounded(ratio(name, "Elasticsearch's bulk limit")),
    "of rsyslog": rounded(ratio(name, "rsyslog")),
    "CPU µs/event": rounded(median(of(name, (leg) => leg.cpuMicroseconds))),
    "most MiB": Math.round(Math.max(...of(name, (leg) => leg.mostMiB))),
  }));
}
