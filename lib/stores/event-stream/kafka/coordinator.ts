import { setTimeout as delay } from "node:timers/promises";
import kafkajs from "kafkajs";

const MOVING = new Set([
  "GROUP_LOAD_IN_PROGRESS",
  "GROUP_COORDINATOR_NOT_AVAILABLE",
  "NOT_COORDINATOR_FOR_GROUP",
]);
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 200;

/** What brokers answer while a group moves from one of them to another, or was just made. */
const isMoving = (error: unknown) => error instanceof kafkajs.KafkaJSProtocolError && MOVING.has(error.type);

/** Asks a group's coordinator again while it moves, for three seconds: kafkajs's consumers do, its admin gives up at once. */
export async function askCoordinator<T>(
  ask: () => Promise<T>,
  pause: (milliseconds: number) => Promise<unknown> = delay,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!isMoving(error) || attempt === ATTEMPTS) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
