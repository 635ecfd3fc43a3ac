import { UsageError } from "../command.ts";

const COUNTS: Record<string, number> = { "": 1, k: 1e3, M: 1e6, G: 1e9, B: 1e9 };
const SIZES: Record<string, number> = { "": 1, B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** `1000000`, `1_000_000`, `1e9`, `500M`, `2.5B`. Throws `UsageError`. */
export function parseCount(name: string, text: string): number {
  return parse(name, text, COUNTS, "a number above 0 like 1000000, 1e9, 500M or 2B");
}

/** `500`, `750GB`, `2TB`: bytes. Throws `UsageError`. */
export function parseSize(name: string, text: string): number {
  return parse(name, text, SIZES, "a size like 500GB or 2TB");
}

export function parseWhole(name: string, text: string, [least, most]: [number, number]): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not "${text}".`);
}

function parse(name: string, text: string, units: Record<string, number>, wanted: string): number {
  const [, figure = "", unit = ""] = /^(\d[\d_,]*(?:\.\d+)?(?:e\d{1,2})?)\s*([A-Za-z]*)$/.exec(text) ?? [];
  const value = Number(figure.replaceAll(/[_,]/g, "")) * (units[unit] ?? Number.NaN);
  if (figure !== "" && value > 0 && value <= 1e18) return value;
  throw new UsageError(`--${name} must be ${wanted}, not "${text}".`);
}
