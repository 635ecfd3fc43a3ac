import type { Installation } from "../../lib/installation.ts";
import { SetupError } from "../../lib/setup-error.ts";
import { type Course, racePlainLoop, raceRawBulk, raceRsyslog, raceWorker } from "./legs.ts";
import type { Leg } from "./measure.ts";
import { RaceIndices } from "./race-index.ts";
import { openRaceTopic } from "./race-topic.ts";
import { rsyslogWorks } from "./rsyslog.ts";
import { type Contestant, type Round, standings } from "./standings.ts";

const ROUNDS = 3;
const SECONDS = 8;
/** More than the worker or rsyslog take on a small machine, so that neither waits for events. */
const PRODUCED_PER_SECOND = 50_000;

/** What the worker writes to; nobody else may have events there. */
const WORKERS_INDICES = "api-requests-*";

const LEGS: Record<Contestant, (course: Course) => Promise<Leg>> = {
  "Elasticsearch's bulk limit": (course) => raceRawBulk(course, "as sent"),
  "… with the worker's documents": (course) => raceRawBulk(course, "documents"),
  rsyslog: raceRsyslog,
  "a plain loop": racePlainLoop,
  worker: raceWorker,
};

/**
 * Elasticsearch alone, rsyslog and the worker in turn, on one broker and one server, while events are produced: each
 * round in the other direction. Takes about a minute a round. Throws `SetupError` where there are other events: what
 * it makes (topic, groups, indices), it removes.
 */
export async function race(
  { config, databaseUrl }: Pick<Installation, "config" | "databaseUrl">,
  rounds = ROUNDS,
): Promise<Record<string, string | number>[]> {
  const [brokers, url] = [config.KAFKA_BROKERS?.join() ?? "", config.ELASTICSEARCH_URL?.[0] ?? ""];
  const topic = await openRaceTopic(brokers);
  const indices = new RaceIndices(url);
  const course: Course = {
    folder: config.DATA_DIR,
    brokers,
    url,
    databaseUrl,
    topic,
    indices,
    groups: [],
    eventsPerSecond: PRODUCED_PER_SECOND,
    seconds: SECONDS,
  };
  try {
    await indices.drop(WORKERS_INDICES);
    const names = (Object.keys(LEGS) as Contestant[]).filter((name) => name !== "rsyslog" || rsyslogWorks());
    if (!names.includes("rsyslog"))
      console.error(
        "rsyslog, or its module for Kafka or Elasticsearch, is not installed: it does not run in the race.",
      );
    // Not counted: a server that has just started is still compiling its own code.
    await raceRawBulk(course, "as sent");
    const ran: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const legs: Round = {};
      for (const name of round % 2 === 0 ? names : names.toReversed()) legs[name] = await LEGS[name](course);
      ran.push(legs);
    }
    return standings(ran);
  } finally {
    await topic.clean(course.groups);
    await topic.close();
    await indices.close();
  }
}

/** Throws unless the cluster is empty: the race runs on the worker's own topic and indices, and cleans them up. */
export async function refuseUsedCluster(brokers: string, url: string): Promise<void> {
  const topic = await openRaceTopic(brokers);
  const indices = new RaceIndices(url);
  try {
    if ((await topic.used()) || (await indices.count(WORKERS_INDICES)) > 0) {
      throw new SetupError("There are events on this cluster already: run the bench on a stack of its own.");
    }
  } finally {
    await topic.close();
    await indices.close();
  }
}
