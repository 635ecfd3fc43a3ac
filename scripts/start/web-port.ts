import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { SetupError } from "#lib/setup-error.ts";

/** The web of a launcher that was just killed needs a moment to notice. */
const PATIENCE_MS = 2_000;

/** The port to listen on: a free one for 0. Throws `SetupError` when it is taken or not allowed. */
export async function claimPort(port: number): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const outcome = await tryPort(port);
    if (typeof outcome === "number") return outcome;
    if (outcome.code === "EACCES")
      throw new SetupError(`Port ${port} is not allowed for this user: set PORT to another.`);
    if (outcome.code !== "EADDRINUSE")
      throw new SetupError(`Port ${port} cannot be used: ${outcome.message}`);
    if (Date.now() > deadline) {
      throw new SetupError(
        `Port ${port} is taken by another program: stop it, or choose another (PORT=0 takes any).`,
      );
    }
    await delay(100);
  }
}

function tryPort(port: number): Promise<number | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", resolve);
    probe.listen(port, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
