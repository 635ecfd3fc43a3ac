import type { EventDocument } from "#lib/events/document.ts";
import type { EventIndex, WriteBatch, WriteOutcome } from "#lib/stores/event-index/port.ts";
import type {
  EventStream,
  ReadLimits,
  StreamMessage,
  StreamRecord,
  Topic,
} from "#lib/stores/event-stream/port.ts";

/** A stream of one partition in memory; `acknowledged` is what a group would start after. */
export class FakeStream {
  readonly records: StreamRecord[] = [];
  readonly dead: StreamMessage[] = [];
  acknowledged = 0;
  opened = 0;
  closed = 0;
  largestRead = 0;
  /** Called before each read and append; throws to be unavailable. */
  beforeRead: () => void = () => undefined;
  beforeAppend: () => void = () => undefined;
  beforeAcknowledge: () => void = () => undefined;

  produce(...values: (Buffer | string | null)[]): void {
    this.produceAt(1_000 + this.records.length, ...values);
  }

  /** As of this arrival, and a millisecond later each. */
  produceAt(appendedAt: number, ...values: (Buffer | string | null)[]): void {
    for (const [number, value] of values.entries()) {
      this.records.push({
        topic: "api-requests",
        partition: 0,
        offset: this.records.length,
        key: null,
        value: typeof value === "string" ? Buffer.from(value) : value,
        appendedAt: appendedAt + number,
      });
    }
  }

  asStream(): EventStream {
    const consume = async () => {
      this.opened += 1;
      let position = this.acknowledged;
      return {
        next: async ({ maxRecords, waitMs }: ReadLimits) => {
          this.beforeRead();
          const records = this.records.slice(position, position + maxRecords);
          if (records.length === 0) {
            await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 5)));
            return null;
          }
          position += records.length;
          this.largestRead = Math.max(this.largestRead, position - this.acknowledged);
          const end = position;
          const acknowledge = async () => {
            this.beforeAcknowledge();
            this.acknowledged = Math.max(this.acknowledged, end);
          };
          return { records, acknowledge };
        },
        close: async () => {
          this.closed += 1;
        },
      };
    };
    const append = async (_topic: Topic, messages: StreamMessage[]) => {
      this.beforeAppend();
      this.dead.push(...messages);
    };
    return { incarnation: "fake", consume, append } as unknown as EventStream;
  }
}

/** An index in memory that answers as it is told. */
export class FakeIndex {
  readonly stored = new Map<string, EventDocument>();
  writes: string[][] = [];
  /** Called before each write; throws to be unavailable. */
  beforeWrite: () => void | Promise<void> = () => undefined;
  /** null lets the document be stored. */
  refuse: (document: EventDocument) => WriteOutcome | null = () => null;

  asIndex(): EventIndex {
    const store = async (documents: EventDocument[]) => {
      this.writes.push(documents.map(({ id }) => id));
      await this.beforeWrite();
      return documents.map((document): WriteOutcome => {
        const refused = this.refuse(document);
        if (refused !== null) return refused;
        if (this.stored.has(document.id)) return { status: "duplicate" };
        this.stored.set(document.id, document);
        return { status: "created" };
      });
    };
    const batch = (): WriteBatch => {
      const added: EventDocument[] = [];
      return {
        add: (document) => added.push(document),
        write: (positions) => store(added.filter((_, at) => positions?.includes(at) ?? true)),
      };
    };
    return { visibilityMs: 0, batch } as unknown as EventIndex;
  }
}
