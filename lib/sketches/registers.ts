/**
 * Registers of a HyperLogLog, as many as the array is long. 2^16 have a standard error of 1.04 / sqrt(2^16) = 0.4 %, so
 * that counts stay within 1 %. Sketches used to have 2^15; those are read, and what they are added to is folded.
 */
export const REGISTERS = 2 ** 16;
export const FORMER_REGISTERS = 2 ** 15;
const HASHES = 2 ** 32;
/** More than any rank: registers of 2^15 hold ranks up to 18. */
const RANKS = 32;

export const noRanks = (): Uint32Array => new Uint32Array(RANKS);

export const emptyRegisters = (length: number = REGISTERS): Uint8Array => new Uint8Array(length);

/** The first bits choose a register, which keeps the most leading zeros seen in the others. */
export function raise(registers: Uint8Array, hash: number): void {
  const precision = 31 - Math.clz32(registers.length);
  const register = hash >>> (32 - precision);
  const rank = Math.min(Math.clz32((hash << precision) >>> 0), 32 - precision) + 1;
  if (rank > (registers[register] ?? 0)) registers[register] = rank;
}

/** The union, in the coarser of both; in `mine` itself where the others are as fine or finer. */
export function union(mine: Uint8Array, others: Uint8Array): Uint8Array {
  const both = folded(mine, others.length);
  const theirs = folded(others, both.length);
  for (let at = 0; at < both.length; at++) {
    const rank = theirs[at] ?? 0;
    if (rank > (both[at] ?? 0)) both[at] = rank;
  }
  return both;
}

/** Two neighbours become one: the bit that told them apart comes before those whose zeros were counted. */
function folded(registers: Uint8Array, most: number): Uint8Array {
  if (registers.length <= most) return registers;
  const half = new Uint8Array(registers.length / 2);
  for (let at = 0; at < half.length; at++) {
    const [zero, one] = [registers[2 * at] ?? 0, registers[2 * at + 1] ?? 0];
    half[at] = zero > 0 ? zero + 1 : Math.min(one, 1);
  }
  return folded(half, most);
}

/** How many registers have which rank. */
export function ranksOf(registers: Uint8Array): Uint32Array {
  const ranks = noRanks();
  // A chart asks hundreds of times, mostly about registers that are hardly used: four empty ones are passed over at once.
  const fours = new Uint32Array(registers.buffer, registers.byteOffset, registers.length / 4);
  let empty = 0;
  for (let four = 0; four < fours.length; four++) {
    if (fours[four] === 0) {
      empty += 4;
      continue;
    }
    for (let at = 4 * four; at < 4 * four + 4; at++) {
      const rank = registers[at] ?? 0;
      ranks[rank] = (ranks[rank] ?? 0) + 1;
    }
  }
  ranks[0] = (ranks[0] ?? 0) + empty;
  return ranks;
}

/** Flajolet et al. 2007: linear counting while registers are empty, and corrected for collisions of 32-bit hashes. */
export function estimate(ranks: Uint32Array): number {
  const registers = ranks.reduce((sum, count) => sum + count, 0);
  const empty = ranks[0] ?? 0;
  const sum = ranks.reduce((weights, count, rank) => weights + count * 2 ** -rank, 0);
  const alpha = 0.7213 / (1 + 1.079 / registers);
  const raw = (alpha * registers * registers) / sum;
  if (raw <= 2.5 * registers && empty > 0) return registers * Math.log(registers / empty);
  return raw > HASHES / 30 ? -HASHES * Math.log(1 - raw / HASHES) : raw;
}
