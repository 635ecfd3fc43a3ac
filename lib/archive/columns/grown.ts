const LEAST = 64;

type Growing = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

function resized<Values extends Growing>(values: Values, length: number): Values {
  const resize = values.constructor as new (memory: ArrayBuffer) => Values;
  return new resize(values.buffer.transfer(length * values.BYTES_PER_ELEMENT));
}

/**
 * The same values with room for at least twice as many, so that growing costs each of them a copy or two. Their memory
 * is free at once: left to collections, it would bring them about.
 */
export function grown<Values extends Growing>(values: Values, needed = 0): Values {
  return resized(values, Math.max(LEAST, values.length * 2, needed));
}

/** No values, and their memory is free at once. */
export function freed<Values extends Growing>(values: Values): Values {
  return resized(values, 0);
}
