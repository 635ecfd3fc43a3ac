-- AlterTable
ALTER TABLE "destinations" ADD COLUMN     "called_at" TIMESTAMPTZ(3)[] DEFAULT ARRAY[]::TIMESTAMPTZ(3)[],
ADD COLUMN     "paused_until" TIMESTAMPTZ(3);
