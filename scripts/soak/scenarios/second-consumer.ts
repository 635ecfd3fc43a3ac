import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { endWithThis } from "#lib/testing/children.ts";
import { untilSearchable } from "#lib/testing/until-searchable.ts";
import type { Ledger } from "#workers/ledger/ledger.ts";
import type { Scenario, World } from "../types.ts";
import { underFault } from "../under-fault.ts";

const SAMPLE_EVERY_MS = 250;
const P99 = "searchable p99 ms";
const P99_MS = 2_000;

async function startConsumer(environment: Record<string, string>, mode: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../second-consumer/main.ts"), mode], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child, { graceMs: 0 });
  await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => Promise.reject(new Error("The second consumer did not start."))),
  ]);
  return child;
}

async function latencies({ index }: World, ledger: Ledger, forMs: number): Promise<number[]> {
  const end = performance.now() + forMs;
  const samples: Promise<number>[] = [];
  while (performance.now() < end) {
    const { id, at } = await ledger.sendOne();
    samples.push(untilSearchable(index, ledger.channel, { ids: [id], at, patienceMs: 60_000 }));
    await delay(SAMPLE_EVERY_MS);
  }
  return (await Promise.all(samples)).sort((left, right) => left - right);
}

const quantile = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;

function badConsumer(mode: "stalled" | "busy", describe: string): Scenario {
  return {
    name: `second-consumer-${mode}`,
    describe,
    async run(world, size) {
      const verdict = await underFault(world, {
        perSecond: 500,
        async fault(_, ledger) {
          const child = await startConsumer(world.environment, mode);
          try {
            const sorted = await latencies(world, ledger, size === "full" ? 60_000 : 5_000);
            return {
              "searchable p50 ms": quantile(sorted, 0.5),
              [P99]: quantile(sorted, 0.99),
            };
          } finally {
            child.kill("SIGKILL");
          }
        },
      });
      // A short run has too few samples to judge by.
      if (size === "full" && !(Number(verdict.figures[P99]) <= P99_MS))
        verdict.problems.push(`event to searchable took more than ${P99_MS} ms (p99)`);
      return verdict;
    },
  };
}

export const secondConsumer = [
  badConsumer("stalled", "another group stops reading in the middle of a batch"),
  badConsumer("busy", "another group keeps a core busy without end"),
];
