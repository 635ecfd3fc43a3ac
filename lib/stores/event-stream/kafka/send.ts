import { CompressionTypes, type Kafka, type Message, Partitioners, type Producer } from "kafkajs";
import { StreamUnavailable } from "../port.ts";

const ALL_IN_SYNC_REPLICAS = -1;
/** Leaders that move more often within one append are a cluster in trouble. */
const MOST_ROUNDS = 5;

/**
 * A producer that sends until the brokers have named every partition that a message is for. kafkajs asks a broker that
 * has answered nothing more: a partition that moves to it while another broker is tried again is left out, and its
 * `send` resolves all the same.
 */
export class Sender {
  readonly #producer: Producer;
  readonly #chosen = new WeakMap<Message, number>();

  constructor(kafka: Pick<Kafka, "producer">) {
    // Not idempotent: kafkajs's implementation never recovers from a lost sequence, and a double is harmless here.
    this.#producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: () => {
        const choose = Partitioners.DefaultPartitioner();
        return (args) => {
          const partition = this.#chosen.get(args.message) ?? choose(args);
          this.#chosen.set(args.message, partition);
          return partition;
        };
      },
    });
  }

  connect(): Promise<void> {
    return this.#producer.connect();
  }

  disconnect(): Promise<void> {
    return this.#producer.disconnect();
  }

  /** Throws `StreamUnavailable` when brokers kept leaving some out, kafkajs's errors when they refused. */
  async send(topic: string, messages: Message[]): Promise<void> {
    let open = messages;
    for (let round = 0; open.length > 0; round += 1) {
      if (round === MOST_ROUNDS) throw new StreamUnavailable(`Kafka took only a part of what ${topic} got`);
      const answered = await this.#producer.send({
        topic,
        messages: open,
        acks: ALL_IN_SYNC_REPLICAS,
        compression: CompressionTypes.LZ4,
      });
      const taken = new Set(answered.map(({ partition }) => partition));
      open = open.filter((message) => !taken.has(this.#chosen.get(message) ?? -1));
    }
  }
}
