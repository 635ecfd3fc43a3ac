import { THIN_SPACE } from "./number.ts";

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes in decimal units: `312 B`, `4.1 kB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < UNITS.length - 1) {
    value /= 1_000;
    step += 1;
  }
  const figure = step === 0 || value >= 99.95 ? String(Math.round(value)) : value.toFixed(1);
  return `${figure}${THIN_SPACE}${UNITS[step] ?? "TB"}`;
}
