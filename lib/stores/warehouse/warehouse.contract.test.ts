import { describe } from "vitest";
import { WAREHOUSES } from "../../testing/warehouses.ts";
import { warehouseContract } from "./contract.ts";

for (const { name, skip, open } of WAREHOUSES) {
  describe.skipIf(skip)("warehouses", () => warehouseContract(name, open));
}
