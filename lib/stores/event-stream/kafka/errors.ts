import kafkajs from "kafkajs";
import { SetupError } from "../../../setup-error.ts";
import { StreamUnavailable } from "../port.ts";

const { KafkaJSError, KafkaJSNumberOfRetriesExceeded, KafkaJSSASLAuthenticationError } = kafkajs;

/** What lies at the bottom: kafkajs wraps errors in errors that all say they are not retriable. */
function rootOf(error: unknown): unknown {
  return error instanceof KafkaJSError && error.cause !== undefined ? rootOf(error.cause) : error;
}

/** A passing failure as `StreamUnavailable`, refused credentials as `SetupError`; anything else as it came. */
export function asStreamError(error: unknown): unknown {
  if (error instanceof StreamUnavailable) return error;
  const root = rootOf(error);
  if (root instanceof KafkaJSSASLAuthenticationError)
    return new SetupError(`Kafka refuses the credentials: ${root.message}`, { cause: error });
  const retriable = root instanceof KafkaJSError && root.retriable;
  if (retriable || error instanceof KafkaJSNumberOfRetriesExceeded)
    return new StreamUnavailable(`Kafka: ${root instanceof Error ? root.message : String(root)}`, {
      cause: error,
    });
  return error;
}

/** Runs one call to Kafka, with its errors translated. */
export async function kafkaCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asStreamError(error);
  }
}
