import { join } from "node:path";
import type { ChildSpec } from "./child.ts";

type Service = Omit<ChildSpec, "environment" | "log">;

/** Event work in hand is finished; it knows its own ten seconds. */
const WORKER: Service = {
  name: "worker",
  // A young generation of V8's own choosing grows by 100 MB under a steady load, for little speed.
  // kafkajs computes a negative pause now and then; Node corrects it.
  args: ["--max-semi-space-size=8", "--disable-warning=TimeoutNegativeWarning", "workers/main.ts"],
  heapMb: 256,
  drainMs: 10_000,
};
const DEMO: Service = {
  name: "demo",
  args: ["--max-semi-space-size=2", "demo/main.ts"],
  heapMb: 192,
  drainMs: 5_000,
};

/** Open live tails never end by themselves, and an unanswered request may be sent again: it gets little time. */
const WEB: Omit<Service, "args"> = { name: "web", heapMb: 320, drainMs: 2_000 };

export interface Services {
  worker: ChildSpec;
  demo: ChildSpec;
  web: ChildSpec;
}

/** How each process of the product is run. */
export function services(root: string, logs: string, port: number, environment: NodeJS.ProcessEnv): Services {
  const complete = (service: Service): ChildSpec => ({
    ...service,
    environment,
    log: join(logs, `${service.name}.log`),
  });
  const next = join(root, "node_modules/next/dist/bin/next");
  return {
    worker: complete(WORKER),
    demo: complete(DEMO),
    web: complete({ ...WEB, args: [next, "start", "--port", String(port)] }),
  };
}
