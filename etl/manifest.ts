import type { ArchivedFile } from "#lib/archive/commit.ts";

export interface Sums {
  rows: number;
  checksum: number;
}

/** What commits say of files; compaction changes neither. */
export function sumsOf(files: readonly Pick<ArchivedFile, "rows" | "checksum">[]): Sums {
  const sum = (field: keyof Sums) => files.reduce((total, file) => total + file[field], 0);
  return { rows: sum("rows"), checksum: sum("checksum") };
}
