import { jobsRole } from "../jobs-role.ts";
import type { Role } from "../role.ts";

const role: Role = {
  name: "jobs",
  describe: "turns the archive into tables of the warehouse, every hour and every day, and verifies them",
  kind: "batch",
  tasks: jobsRole,
};

export default role;
