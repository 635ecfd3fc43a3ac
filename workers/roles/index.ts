import { indexRole } from "../index-role.ts";
import type { Role } from "../role.ts";

const role: Role = {
  name: "index",
  describe: "moves events from the stream into the hourly index, drops hours beyond retention",
  kind: "real time",
  tasks: indexRole,
};

export default role;
