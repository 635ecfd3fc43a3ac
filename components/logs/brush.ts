/** A stretch of time being chosen; its end may lie before its start. */
export interface Brush {
  start: number;
  end: number;
}

/** Both buckets and all between, from the side of the first. Buckets are equally wide from `from` on. */
export function brushOver(from: number, bucketMs: number, anchor: number, at: number): Brush {
  const [first, last] = at < anchor ? [anchor + 1, at] : [anchor, at + 1];
  return { start: from + first * bucketMs, end: from + last * bucketMs };
}

/** Where a key moves to among 0…last; null for other keys. */
export function moved(key: string, at: number, last: number): number | null {
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key === "ArrowLeft") return Math.max(at - 1, 0);
  return key === "ArrowRight" ? Math.min(at + 1, last) : null;
}
