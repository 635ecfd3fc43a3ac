-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL,
    "channel_slug" TEXT NOT NULL,
    "owner_id" UUID,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "range" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
-- The Channel's own views have no owner, and their names differ all the same.
CREATE UNIQUE INDEX "saved_views_channel_slug_owner_id_name_key" ON "saved_views"("channel_slug", "owner_id", "name") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "saved_views_owner_id_idx" ON "saved_views"("owner_id");

-- CreateIndex
CREATE INDEX "saved_views_created_by_id_idx" ON "saved_views"("created_by_id");

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_channel_slug_fkey" FOREIGN KEY ("channel_slug") REFERENCES "channels"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;
