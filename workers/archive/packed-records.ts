import type { StreamRecord, Topic } from "#lib/stores/event-stream/port.ts";

const NONE = -1;

/** Records of one topic as few large pieces of memory, which go from thread to thread without being copied. */
export interface PackedRecords {
  topic: Topic;
  partitions: Int32Array<ArrayBuffer>;
  offsets: Float64Array<ArrayBuffer>;
  appendedAt: Float64Array<ArrayBuffer>;
  /** Each record's key among `keys`; -1: it has none. */
  keyOf: Int32Array<ArrayBuffer>;
  keys: string[];
  /** All values, one behind the other. */
  values: Uint8Array<ArrayBuffer>;
  /** Of each value, in bytes; -1: it has none. */
  lengths: Int32Array<ArrayBuffer>;
  /** Of the few records that have any, by their place. */
  headers: Map<number, Record<string, string>>;
}

export function packRecords(topic: Topic, records: readonly StreamRecord[]): PackedRecords {
  const bytes = records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
  const packed: PackedRecords = {
    topic,
    partitions: new Int32Array(records.length),
    offsets: new Float64Array(records.length),
    appendedAt: new Float64Array(records.length),
    keyOf: new Int32Array(records.length),
    keys: [],
    values: new Uint8Array(bytes),
    lengths: new Int32Array(records.length),
    headers: new Map(),
  };
  const places = new Map<string, number>();
  let at = 0;
  for (const [place, { partition, offset, appendedAt, key, value, headers }] of records.entries()) {
    packed.partitions[place] = partition;
    packed.offsets[place] = offset;
    packed.appendedAt[place] = appendedAt;
    if (key !== null && !places.has(key)) places.set(key, places.size);
    packed.keyOf[place] = key === null ? NONE : (places.get(key) ?? NONE);
    packed.lengths[place] = value?.length ?? NONE;
    if (value !== null) packed.values.set(value, at);
    at += value?.length ?? 0;
    if (headers !== undefined) packed.headers.set(place, headers);
  }
  packed.keys = [...places.keys()];
  return packed;
}

/** What is given away with them: their pieces of memory. */
export function transferOf({
  partitions,
  offsets,
  appendedAt,
  keyOf,
  values,
  lengths,
}: PackedRecords): ArrayBuffer[] {
  return [partitions, offsets, appendedAt, keyOf, values, lengths].map(({ buffer }) => buffer);
}

/** The records again, one after the other; their values share the packed memory. */
export function* unpackRecords(packed: PackedRecords): Generator<StreamRecord> {
  const { topic, partitions, offsets, appendedAt, keyOf, keys, values, lengths, headers } = packed;
  let at = values.byteOffset;
  for (let place = 0; place < partitions.length; place += 1) {
    const length = lengths[place] ?? NONE;
    const ofRecord = headers.get(place);
    yield {
      topic,
      partition: partitions[place] ?? 0,
      offset: offsets[place] ?? 0,
      appendedAt: appendedAt[place] ?? 0,
      key: keys[keyOf[place] ?? NONE] ?? null,
      value: length === NONE ? null : Buffer.from(values.buffer, at, length),
      ...(ofRecord === undefined ? {} : { headers: ofRecord }),
    };
    at += Math.max(0, length);
  }
}
