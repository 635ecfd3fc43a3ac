const UNITS: Record<string, number> = {
  b: 1,
  kb: 2 ** 10,
  mb: 2 ** 20,
  gb: 2 ** 30,
  tb: 2 ** 40,
  pb: 2 ** 50,
};

/** `200gb` in bytes; null for anything else, as `-1`. */
function bytesOf(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(b|kb|mb|gb|tb|pb)$/i.exec(text.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ""];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
}

/** `85%` or `0.85` as a share of 1; null for anything else. */
function shareOf(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  if (match === null) return null;
  return Number(match[1]) / (match[2] === "%" ? 100 : 1);
}

/**
 * Used bytes from which on a disk is above a watermark, which is set as a share of it or as bytes that stay free. A
 * share leaves no more free than `headroom` bytes: large disks may fill further.
 */
export function watermarkBytes(setting: string, headroom: string | null, totalBytes: number): number {
  const share = shareOf(setting);
  if (share === null) return Math.max(0, totalBytes - (bytesOf(setting) ?? 0));
  const free = totalBytes * (1 - share);
  const most = headroom === null ? null : bytesOf(headroom);
  return totalBytes - (most === null ? free : Math.min(free, most));
}
