import type { S3Options } from "../stores/archive/s3.ts";

/** A place of one's own in the bucket of a test run's S3, whose address is as `S3_TEST_URL` gives it. */
export function testS3(url: string, prefix: string): S3Options {
  const { origin, pathname, username, password } = new URL(url);
  process.env.AWS_ACCESS_KEY_ID ??= username;
  process.env.AWS_SECRET_ACCESS_KEY ??= password;
  return { bucket: pathname.slice(1), prefix, endpoint: origin, region: "us-east-1" };
}
