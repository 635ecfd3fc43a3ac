-- AlterTable
ALTER TABLE "job_requests" ADD COLUMN     "fence" BIGINT NOT NULL DEFAULT 0;
