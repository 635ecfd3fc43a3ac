-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "mailed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "people" ADD COLUMN     "mailbox_proven_at" TIMESTAMPTZ(3);

-- Until now a link was shown to whoever invited even when it was mailed: it proved nothing.
UPDATE "people" SET "mailbox_proven_at" = now() WHERE "oidc_subject" IS NOT NULL OR "demo";
