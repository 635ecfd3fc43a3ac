-- AlterTable
ALTER TABLE "job_runs" ADD COLUMN     "fingerprint" BIGINT;
