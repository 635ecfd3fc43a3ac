import { iftttRole } from "../ifttt-role.ts";
import type { Role } from "../role.ts";

const role: Role = {
  name: "ifttt",
  describe: "tells an engine of the IFTTT protocol when its triggers have news",
  kind: "real time",
  tasks: iftttRole,
};

export default role;
