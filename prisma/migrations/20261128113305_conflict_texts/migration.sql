-- CreateTable
CREATE TABLE "conflict_text" (
    "rehearsalId" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "reading" JSONB,
    "failure" TEXT,
    "readAt" TIMESTAMP(3) NOT NULL,
    "readingVersion" INTEGER NOT NULL,

    CONSTRAINT "conflict_text_pkey" PRIMARY KEY ("rehearsalId","path")
);

-- CreateIndex
CREATE INDEX "conflict_text_readAt_idx" ON "conflict_text"("readAt");

-- AddForeignKey
ALTER TABLE "conflict_text" ADD CONSTRAINT "conflict_text_rehearsalId_fkey" FOREIGN KEY ("rehearsalId") REFERENCES "rehearsal"("id") ON DELETE CASCADE ON UPDATE CASCADE;
