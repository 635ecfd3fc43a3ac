import type { StreamMessage } from "../port.ts";

/** A message as the segment tables keep it; bytes, so that neither NUL nor a broken encoding is refused. */
export interface EncodedMessage {
  key: Buffer | null;
  value: Buffer | null;
  headers: Buffer | null;
  /** Size on the stream, bytes, for limits and segment sizes. */
  bytes: number;
}

export function encodeMessage(message: StreamMessage): EncodedMessage {
  const key = message.key === null ? null : Buffer.from(message.key);
  const headers = message.headers === undefined ? null : Buffer.from(JSON.stringify(message.headers));
  const bytes = (key?.length ?? 0) + (message.value?.length ?? 0) + (headers?.length ?? 0);
  return { key, value: message.value, headers, bytes };
}

const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const NULL_FIELD = -1;
const FIELDS = 5;
/** Field count, five lengths, two 8-byte integers. */
const ROW_OVERHEAD = 2 + FIELDS * 4 + 16;

/** The body of `COPY … ("offset", appended_at, key, value, headers) FROM STDIN (FORMAT binary)`. */
export function encodeRows(messages: EncodedMessage[], firstOffset: number, appendedAt: number): Buffer {
  const size = messages.reduce((sum, { bytes }) => sum + bytes + ROW_OVERHEAD, SIGNATURE.length + 2);
  const body = Buffer.allocUnsafe(size);
  let at = SIGNATURE.copy(body);
  const writeInteger = (value: number) => {
    at = body.writeInt32BE(8, at);
    at = body.writeBigInt64BE(BigInt(value), at);
  };
  const writeBytes = (bytes: Buffer | null) => {
    at = body.writeInt32BE(bytes === null ? NULL_FIELD : bytes.length, at);
    if (bytes !== null) at += bytes.copy(body, at);
  };
  messages.forEach((message, index) => {
    at = body.writeInt16BE(FIELDS, at);
    writeInteger(firstOffset + index);
    writeInteger(appendedAt);
    writeBytes(message.key);
    writeBytes(message.value);
    writeBytes(message.headers);
  });
  body.writeInt16BE(-1, at);
  return body;
}
