import { describe } from "vitest";
import { WAREHOUSES } from "../../testing/warehouses.ts";
import { warehouseContract } from "./contract.ts";

for (const { name, open } of WAREHOUSES) {
  describe("warehouses", () => warehouseContract(name, open));
}
