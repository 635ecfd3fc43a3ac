import type { ParquetParsers } from "hyparquet";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** How values are read. hyparquet's own texts lose a byte order mark, with which the answers of some servers begin. */
export const PARSERS: Partial<ParquetParsers> = {
  stringFromBytes: (bytes) => bytes && utf8.decode(bytes),
};
