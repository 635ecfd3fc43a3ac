/** Small, as files of many hours hold a few rows each. */
const LEAST = 16;

type Growing = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** What everything grows from: the hundred columns of files without rows share it. */
export const NO_BYTES = new Uint8Array(0);
export const NO_INDEXES = new Uint32Array(0);
export const NO_NUMBERS = new Float64Array(0);

/**
 * The same values with room for at least twice as many, so that growing costs each of them a copy or two. Their memory
 * is free at once: left to collections, it would bring them about.
 */
export function grown<Values extends Growing>(values: Values, needed = 0): Values {
  const length = Math.max(LEAST, values.length * 2, needed);
  const resize = values.constructor as new (memory: ArrayBuffer | number) => Values;
  // What has no values is shared: it stays as it is.
  if (values.length === 0) return new resize(length);
  return new resize(values.buffer.transfer(length * values.BYTES_PER_ELEMENT));
}

/** `none`, and the memory of the values is free at once. */
export function freed<Values extends Growing>(values: Values, none: Values): Values {
  if (values.length > 0) values.buffer.transfer(0);
  return none;
}
