import { alertsRole } from "../alerts-role.ts";
import type { Role } from "../role.ts";

const role: Role = {
  name: "alerts",
  describe: "judges alert Recipes, opens and closes incidents",
  kind: "real time",
  tasks: alertsRole,
};

export default role;
