const LEAST = 64;

type Growing = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A copy with room for at least twice as many, so that growing costs each value a copy or two. */
export function grown<Values extends Growing>(values: Values, needed = 0): Values {
  const larger = new (values.constructor as new (length: number) => Values)(
    Math.max(LEAST, values.length * 2, needed),
  );
  larger.set(values as never);
  return larger;
}
