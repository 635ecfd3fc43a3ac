import { expect, test } from "vitest";
import type { StreamRecord } from "#lib/stores/event-stream/port.ts";
import { packRecords, transferOf, unpackRecords } from "./packed-records.ts";

const record = (offset: number, given: Partial<StreamRecord> = {}): StreamRecord => ({
  topic: "api-requests",
  partition: offset % 3,
  offset,
  appendedAt: 1.7e18 + offset,
  key: "acme-chat",
  value: Buffer.from(`value ${offset}`),
  ...given,
});

const RECORDS = [
  record(0),
  record(2 ** 40, { key: null }),
  record(2, { value: null }),
  record(3, { value: Buffer.alloc(0), headers: { traceparent: "00-1" } }),
  record(4, { key: "", appendedAt: -1 }),
  record(5, { key: "plugpoint", value: Buffer.from([255, 0, 254]) }),
];

test("records arrive in the other thread as they were read", () => {
  const packed = packRecords("api-requests", RECORDS);
  const arrived = structuredClone(packed, { transfer: transferOf(packed) });
  expect([...unpackRecords(arrived)]).toEqual(RECORDS);
});

test("the values of those that were read stay what they are", () => {
  const packed = packRecords("api-requests", RECORDS);
  structuredClone(packed, { transfer: transferOf(packed) });
  expect(RECORDS[0]?.value?.toString()).toBe("value 0");
  expect(packed.values.length).toBe(0);
});
