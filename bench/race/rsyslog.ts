import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

const NEEDED = `module(load="imkafka")
module(load="omelasticsearch")
*.* action(type="omelasticsearch")
`;

/** Whether rsyslog can be raced: its daemon is on the PATH, with its modules for Kafka and for Elasticsearch. */
export function rsyslogWorks(): boolean {
  // A pipe: what Node gives a child as its input cannot be opened by name.
  return spawnSync("sh", ["-c", "cat | rsyslogd -N1 -f /dev/stdin"], { input: NEEDED }).status === 0;
}

export interface RsyslogOptions {
  /** For its configuration and pid file. */
  folder: string;
  brokers: string;
  group: string;
  url: string;
  index: string;
}

/** From the same topic, by a group of its own, in batches into an index of its own: no ids, checks or hours. */
function configuration({ folder, brokers, group, url, index }: RsyslogOptions): string {
  const { hostname, port } = new URL(url);
  const list = brokers.split(",").map((broker) => `"${broker}"`);
  return `global(workDirectory="${folder}" maxMessageSize="64k")
module(load="imkafka")
module(load="omelasticsearch")
main_queue(queue.size="200000" queue.dequeueBatchSize="4096" queue.workerThreads="2")
template(name="event" type="string" string="%msg%")
ruleset(name="index" queue.type="LinkedList" queue.size="200000" queue.dequeueBatchSize="4096" queue.workerThreads="3"
  queue.workerThreadMinimumMessages="4096") {
  action(type="omelasticsearch" server="${hostname}" serverport="${port}" searchIndex="${index}" searchType=""
    template="event" bulkmode="on" maxbytes="8m" errorFile="${join(folder, "errors.json")}")
}
input(type="imkafka" topic="api-requests" broker=[${list.join(",")}] consumergroup="${group}" ruleset="index"
  confParam=["auto.offset.reset=latest", "compression.codec=lz4"])
`;
}

/** Starts rsyslog in the foreground with a configuration of its own. */
export async function startRsyslog(options: RsyslogOptions): Promise<ChildProcess> {
  const file = join(options.folder, "rsyslog.conf");
  await writeFile(file, configuration(options));
  return spawn("rsyslogd", ["-n", "-f", file, "-i", join(options.folder, "rsyslog.pid")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
}
