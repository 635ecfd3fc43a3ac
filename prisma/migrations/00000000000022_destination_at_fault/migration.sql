-- AlterTable
ALTER TABLE "destinations" ADD COLUMN     "at_fault_since" TIMESTAMPTZ(3);
