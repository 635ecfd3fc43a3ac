import { findJobs } from "#etl/find-jobs.ts";
import { type JobDeps, runJob } from "#etl/run.ts";
import { ENTITIES, type Entity } from "#lib/snapshot/entities.ts";
import type { TestMariaDb } from "#lib/testing/mariadb.ts";

/** Rows of each entity of a snapshot. */
export type Snapshot = Record<Entity, number>;

const CHANNELS = 20;
const ENDPOINTS = 6;

/** Fills a platform's own MySQL; answers how many rows of each entity it then has. */
export async function fillPlatform(mariadb: TestMariaDb, users: number): Promise<Snapshot> {
  const channel = `concat('channel-', seq % ${CHANNELS})`;
  const endpoint = (kind: string) => `concat('${kind}-', seq % ${ENDPOINTS / 2})`;
  const created = "timestamp'2026-01-01 00:00:00' + interval seq second";
  await mariadb.execute(`
    create table users (id bigint primary key, created_at datetime(3) not null);
    create table channels (slug varchar(64) primary key, name varchar(255) not null);
    create table endpoints (channel varchar(64), slug varchar(64), kind varchar(16), name varchar(255));
    create table connections (user_id bigint, channel varchar(64), connected_at timestamp(3));
    create table recipes (id bigint primary key, user_id bigint, title varchar(255), enabled boolean,
      created_at datetime, trigger_channel varchar(64), trigger_endpoint varchar(64),
      action_channel varchar(64), action_endpoint varchar(64));
    insert into users select seq, ${created} from seq_1_to_${users};
    insert into channels select concat('channel-', seq), concat('Channel ', seq) from seq_0_to_${CHANNELS - 1};
    insert into endpoints select concat('channel-', floor(seq / ${ENDPOINTS})),
      concat(if(seq % 2, 'action-', 'trigger-'), floor(seq % ${ENDPOINTS} / 2)), if(seq % 2, 'action', 'trigger'),
      concat('Endpoint ', seq) from seq_0_to_${CHANNELS * ENDPOINTS - 1};
    insert into connections select seq, ${channel}, ${created} from seq_1_to_${users};
    insert into recipes select seq, 1 + seq % ${users}, concat('Recipe ', seq), seq % 3 > 0, ${created},
      ${channel}, ${endpoint("trigger")}, ${channel}, ${endpoint("action")} from seq_1_to_${2 * users}`);
  return {
    users,
    channels: CHANNELS,
    endpoints: CHANNELS * ENDPOINTS,
    connections: users,
    recipes: 2 * users,
  };
}

/** Takes the day's snapshot and loads it; a line for each job that does not succeed. */
export async function takeAndLoad(deps: JobDeps, day: string): Promise<string[]> {
  const names = ["take_snapshot", ...ENTITIES.map((entity) => `load_${entity}`)];
  const problems: string[] = [];
  for (const job of (await findJobs()).filter(({ name }) => names.includes(name))) {
    const result = await runJob(deps, job, day);
    if (result.state !== "succeeded") problems.push(`${job.name} of ${day}: ${JSON.stringify(result)}`);
  }
  return problems;
}

/** A line for each entity of which the warehouse has another number than the platform. */
export async function compareSnapshot(
  { warehouse }: Pick<JobDeps, "warehouse">,
  day: string,
  expected: Snapshot,
): Promise<string[]> {
  const problems: string[] = [];
  for (const entity of ENTITIES) {
    const sql = `select count(*) as loaded from warehouse.${entity} where snapshot_date = date '${day}'`;
    const [row] = await warehouse.transaction(({ rows }) => rows<{ loaded: number }>(sql));
    if (row?.loaded !== expected[entity])
      problems.push(
        `the warehouse has ${row?.loaded} of ${expected[entity]} ${entity} of the platform's MySQL`,
      );
  }
  return problems;
}
