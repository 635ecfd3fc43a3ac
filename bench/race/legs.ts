import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { startWorker } from "../../workers/testing/worker-process.ts";
import { type Leg, measure } from "./measure.ts";
import type { RaceIndices } from "./race-index.ts";
import type { RaceTopic } from "./race-topic.ts";
import { startRsyslog } from "./rsyslog.ts";

export interface Course {
  folder: string;
  brokers: string;
  url: string;
  databaseUrl: string;
  topic: RaceTopic;
  indices: RaceIndices;
  /** Of rsyslog; each round has one of its own. */
  groups: string[];
  eventsPerSecond: number;
  seconds: number;
}

function script(name: string, args: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, name), ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await exited;
}

/** Runs work while the producer produces, at its bounded rate, whoever reads. */
async function whileProducing(course: Course, work: () => Promise<Leg>): Promise<Leg> {
  const producer = script("produce.ts", [course.brokers, String(course.eventsPerSecond)]);
  try {
    return await work();
  } finally {
    await stop(producer);
  }
}

/** Elasticsearch's own limit: bodies made beforehand, into an index like the product's, or with its own mapping. */
export async function raceRawBulk(course: Course, form: "as sent" | "documents"): Promise<Leg> {
  const index = await course.indices.create("race-raw-bulk", form);
  const loader = script("raw-bulk.ts", [course.url, index.pattern, form]);
  try {
    return await whileProducing(course, () => measure(index, loader.pid ?? 0, course.seconds));
  } finally {
    await stop(loader);
    await course.indices.drop(index.pattern);
  }
}

export async function raceRsyslog(course: Course): Promise<Leg> {
  const index = await course.indices.create("race-rsyslog");
  const group = `race-rsyslog-${course.groups.length}-${process.pid}`;
  course.groups.push(group);
  const { folder, brokers, url } = course;
  const daemon = await startRsyslog({ folder, brokers, url, group, index: index.pattern });
  try {
    return await whileProducing(course, () => measure(index, daemon.pid ?? 0, course.seconds));
  } finally {
    await stop(daemon);
    await course.indices.drop(index.pattern);
  }
}

/** What any worker in JavaScript has to do, and nothing of what this one is for. */
export async function racePlainLoop(course: Course): Promise<Leg> {
  const index = await course.indices.create("race-plain-loop");
  const loop = script("plain-loop.ts", [course.brokers, course.url, index.pattern]);
  course.groups.push(`race-plain-${loop.pid}`);
  try {
    return await whileProducing(course, () => measure(index, loop.pid ?? 0, course.seconds));
  } finally {
    await stop(loop);
    await course.indices.drop(index.pattern);
  }
}

/** The real worker process with all that it checks, into the real hourly indices; no archiver runs beside it. */
export async function raceWorker(course: Course): Promise<Leg> {
  await course.topic.skipBacklog();
  const environment = {
    KAFKA_BROKERS: course.brokers,
    ELASTICSEARCH_URL: course.url,
    DATA_DIR: course.folder,
    DATABASE_URL: course.databaseUrl,
  };
  const worker = await startWorker(environment, { roles: ["index"] });
  const index = course.indices.of("api-requests-*");
  try {
    return await whileProducing(course, () => measure(index, worker.child.pid ?? 0, course.seconds));
  } finally {
    await worker.stop();
    await course.indices.drop(index.pattern);
  }
}
