-- AlterTable
ALTER TABLE "job_descriptions" ADD COLUMN "columns" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "saved_reports" (
    "id" UUID NOT NULL,
    "owner_id" UUID,
    "name" TEXT NOT NULL,
    "sql" TEXT NOT NULL,
    "question" JSONB,
    "look" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
-- All staff's own reports have no owner, and their names differ all the same.
CREATE UNIQUE INDEX "saved_reports_owner_id_name_key" ON "saved_reports"("owner_id", "name") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "saved_reports_created_by_id_idx" ON "saved_reports"("created_by_id");

-- AddForeignKey
ALTER TABLE "saved_reports" ADD CONSTRAINT "saved_reports_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_reports" ADD CONSTRAINT "saved_reports_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;
