-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "digest_id" UUID;

-- CreateIndex
CREATE INDEX "deliveries_digest_id_idx" ON "deliveries"("digest_id");
