const EMPTY = 0xffff_ffff;
const FIBONACCI = 0x9e37_79b1;

/**
 * The distinct ones of some numbers, told apart by their bits, and the place of each number among them; null when there
 * are more than `most`. A table of numbers only: a `Map` of numbers that are no small integers makes an object of each.
 */
export function distinctNumbers(
  numbers: Float64Array<ArrayBuffer>,
  most: number,
): { distinct: Float64Array<ArrayBuffer>; indexes: Uint32Array } | null {
  const bits = Math.max(4, Math.ceil(Math.log2(numbers.length + 1)));
  const mask = 2 ** bits - 1;
  const slots = new Uint32Array(2 ** bits).fill(EMPTY);
  const halves = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
  const firsts: number[] = [];
  const indexes = new Uint32Array(numbers.length);
  for (let at = 0; at < numbers.length; at += 1) {
    const [low, high] = [halves[at * 2], halves[at * 2 + 1]];
    let slot = Math.imul((low ?? 0) ^ Math.imul(high ?? 0, FIBONACCI), FIBONACCI) >>> (32 - bits);
    for (;;) {
      const index = slots[slot] ?? EMPTY;
      const first = firsts[index];
      if (first === undefined) {
        if (firsts.length >= most) return null;
        slots[slot] = firsts.length;
        indexes[at] = firsts.length;
        firsts.push(at);
        break;
      }
      if (halves[first * 2] === low && halves[first * 2 + 1] === high) {
        indexes[at] = index;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { distinct: Float64Array.from(firsts, (first) => numbers[first] ?? 0), indexes };
}
