import type { Socket } from "node:net";

/** A message of the PostgreSQL wire: its type, "" for the first of a connection, and what follows the length. */
export interface Message {
  type: string;
  body: Buffer;
}

const LENGTH = 4;

export function encode({ type, body }: Message): Buffer {
  const length = Buffer.alloc(LENGTH);
  length.writeInt32BE(body.length + LENGTH);
  return Buffer.concat([Buffer.from(type, "latin1"), length, body]);
}

export const queryMessage = (sql: string): Message => ({ type: "Q", body: Buffer.from(`${sql}\0`) });

export function errorMessage(code: string, text: string): Message {
  const fields = [`SERROR`, `C${code}`, `M${text}`].map((field) => `${field}\0`).join("");
  return { type: "E", body: Buffer.from(`${fields}\0`) };
}

/** Whole messages of a socket, one after the other; a client's first one has no type. */
export async function* messagesOf(socket: Socket, { untypedFirst }: { untypedFirst: boolean }) {
  let bytes = Buffer.alloc(0);
  let head = untypedFirst ? 0 : 1;
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk as Buffer]);
    while (bytes.length >= head + LENGTH) {
      const end = head + bytes.readInt32BE(head);
      if (bytes.length < end) break;
      yield { type: bytes.toString("latin1", 0, head), body: bytes.subarray(head + LENGTH, end) } as Message;
      bytes = bytes.subarray(end);
      head = 1;
    }
  }
}

/** A text that ends with a zero byte. */
export function textAt(body: Buffer, start: number): { text: string; end: number } {
  const end = body.indexOf(0, start);
  return { text: body.toString("utf8", start, end), end: end + 1 };
}
