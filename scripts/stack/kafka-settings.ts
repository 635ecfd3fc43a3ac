/** One broker, which is a controller, too. */
export interface KafkaMember {
  id: number;
  /** Where clients connect. */
  port: number;
  controllerPort: number;
}

/** A listener of its own for clients, where the broker wants more of them than an address. */
export interface ClientListener {
  port: number;
  protocol: "SSL" | "SASL_SSL" | "SASL_PLAINTEXT";
  /** Without their prefix `listener.name.client.`. */
  properties: Record<string, string>;
  /** Arguments that create its users when the storage is formatted. */
  format: string[];
}

/** `server.properties` of one member; three members keep every record three times, two at least at any time. */
export function serverProperties(
  data: string,
  member: KafkaMember,
  members: KafkaMember[],
  client?: ClientListener,
): string {
  const replicas = members.length;
  const listeners = [
    { name: "PLAINTEXT", port: member.port, protocol: "PLAINTEXT" },
    ...(client ? [{ name: "CLIENT", port: client.port, protocol: client.protocol }] : []),
    { name: "CONTROLLER", port: member.controllerPort, protocol: "PLAINTEXT" },
  ];
  const addresses = listeners.map(({ name, port }) => `${name}://127.0.0.1:${port}`);
  const settings: Record<string, string | number> = {
    "process.roles": "broker,controller",
    "node.id": member.id,
    "controller.quorum.voters": members
      .map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`)
      .join(","),
    listeners: addresses.join(","),
    "advertised.listeners": addresses.slice(0, -1).join(","),
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.security.protocol.map": listeners.map(({ name, protocol }) => `${name}:${protocol}`).join(","),
    "log.dirs": data,
    "num.partitions": 6,
    "auto.create.topics.enable": "false",
    "default.replication.factor": replicas,
    "min.insync.replicas": minInSync(replicas),
    "offsets.topic.num.partitions": 4,
    "offsets.topic.replication.factor": replicas,
    "transaction.state.log.num.partitions": 4,
    "transaction.state.log.replication.factor": replicas,
    "transaction.state.log.min.isr": minInSync(replicas),
    "share.coordinator.state.topic.replication.factor": replicas,
    "share.coordinator.state.topic.min.isr": minInSync(replicas),
    "group.initial.rebalance.delay.ms": 0,
    "log.retention.hours": 48,
    "log.cleaner.dedupe.buffer.size": 16_777_216,
  };
  for (const [name, value] of Object.entries(client?.properties ?? {}))
    settings[`listener.name.client.${name}`] = value;
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n")}\n`;
}

/** One copy may be away without anybody noticing. */
function minInSync(replicas: number): number {
  return Math.max(1, replicas - 1);
}
