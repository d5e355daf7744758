-- CreateTable
CREATE TABLE "patch_text" (
    "revisionId" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "reading" JSONB,
    "failure" TEXT,
    "readAt" TIMESTAMP(3) NOT NULL,
    "readingVersion" INTEGER NOT NULL,

    CONSTRAINT "patch_text_pkey" PRIMARY KEY ("revisionId","path")
);

-- CreateIndex
CREATE INDEX "patch_text_readAt_idx" ON "patch_text"("readAt");

-- AddForeignKey
ALTER TABLE "patch_text" ADD CONSTRAINT "patch_text_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;
