/** A seeded source of chance: the same seed gives the same sequence, so that the demo can be made again. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, bound). */
  below(bound: number): number;
  /** 32 uniform bits. */
  bits(): number;
  /** Standard normal. */
  normal(): number;
  /** Poisson with this mean. */
  count(mean: number): number;
}

function scramble(seed: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Mulberry32: small, quick, and good enough for scenery. Not for anything secret. */
export function createRandom(seed: string): Random {
  let state = scramble(seed);
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => bits() / 0x1_0000_0000;
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const count = (mean: number) => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let product = next();
    let drawn = 0;
    while (product > limit) {
      product *= next();
      drawn += 1;
    }
    return drawn;
  };
  return { next, bits, normal, count, below: (bound) => Math.floor(next() * bound) };
}

/** An item of a list; the list must not be empty. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}

/** Draws items in proportion to their weights, in logarithmic time. */
export function weightedPicker<T>(items: readonly T[], weight: (item: T) => number): (random: Random) => T {
  const sums = new Float64Array(items.length);
  let total = 0;
  for (const [index, item] of items.entries()) {
    total += weight(item);
    sums[index] = total;
  }
  return (random) => {
    const target = random.next() * total;
    let low = 0;
    let high = items.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    const item = items[low];
    if (item === undefined) throw new RangeError("Nothing to pick from.");
    return item;
  };
}

/** A version 7 UUID of this instant whose chance comes from `random`: equal again when made again. */
export function seededUuid(random: Random, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, "0");
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const a = random.bits();
  const b = random.bits();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a & 0xfff, 3)}-${hex(0x8000 | ((a >>> 12) & 0x3fff), 4)}-${hex(b >>> 16, 4)}${hex(random.bits(), 8)}`;
}
