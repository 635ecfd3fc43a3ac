-- CreateTable
CREATE TABLE "forgotten_users" (
    "pseudonym" TEXT NOT NULL,
    "forgotten_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forgotten_users_pkey" PRIMARY KEY ("pseudonym")
);
