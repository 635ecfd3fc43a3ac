import { describe, expect, test } from "vitest";
import { aDocument } from "../testing/builders.ts";
import { canonicalForm, checksumOf } from "./checksum.ts";

const document = aDocument({ id: "e-1", timings: undefined });

describe("checksums", () => {
  test("are 24 bits, and fixed: stores written by an older version must still prove equal", () => {
    expect(canonicalForm(document)).toBe(
      '["e-1",1772446530250,"acme-chat","action","send_message","POST","https://api.acme.example/v1/messages",200,120,' +
        'null,null,null,null,null,null,null,null,null,null,null,null,null,null,"worker-1","u_aaaaaaaaaaaaaaaa"]',
    );
    expect(checksumOf(document)).toBe(15_561_990);
  });

  test("depend on every field of the event", () => {
    const other = { ...document, request_headers: { a: "b" } };
    expect(checksumOf(other)).not.toBe(checksumOf(document));
    expect(checksumOf({ ...document, worker: "worker-2" })).not.toBe(checksumOf(document));
  });

  test("do not depend on the order of an object's members, nor on what is computed or recorded later", () => {
    const phases = { dns: 1, connect: undefined, tls: 2, first_byte: undefined };
    const sorted = { ...document, request_headers: { a: "1", b: "2" }, timings: phases };
    const { tls, ...others } = phases;
    const shuffled = { ...document, request_headers: { b: "2", a: "1" }, timings: { tls, ...others } };
    expect(checksumOf(sorted)).toBe(checksumOf(shuffled));
    expect(checksumOf({ ...document, ...{ accepted_at: 1, words: [] } })).toBe(checksumOf(document));
  });

  test("do not tell an absent field from an empty object or null, which stores do not keep apart", () => {
    expect(checksumOf({ ...document, request_headers: {} })).toBe(checksumOf(document));
    const absent = { dns: undefined, connect: undefined, tls: undefined, first_byte: undefined };
    expect(checksumOf({ ...document, timings: absent })).toBe(checksumOf(document));
  });
});
