import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { claimPort } from "./web-port.ts";

it("finds a free port for 0", async () => {
  expect(await claimPort(0)).toBeGreaterThan(1_023);
});

it("says in one line that a port is taken", async () => {
  const squatter = createServer().listen(0);
  await once(squatter, "listening");
  const address = squatter.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(claimPort(port)).rejects.toThrow(new RegExp(`^Port ${port} is taken by another program: .*$`));
  squatter.close();
});
