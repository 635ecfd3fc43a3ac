import { deliverRole } from "../deliver-role.ts";
import type { Role } from "../role.ts";

const role: Role = {
  name: "deliver",
  describe: "brings alerts to their destinations",
  kind: "real time",
  tasks: deliverRole,
};

export default role;
