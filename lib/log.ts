import pino from "pino";

export type Log = pino.Logger;

/** JSON lines on stderr, so that stdout stays for what a command answers. */
export function createLog(name: string, level: string): Log {
  return pino({ name, level, base: { pid: process.pid } }, pino.destination({ dest: 2, sync: true }));
}
