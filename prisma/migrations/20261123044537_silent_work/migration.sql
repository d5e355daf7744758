-- CreateTable
CREATE TABLE "silent_work" (
    "transitionId" INTEGER NOT NULL,
    "path" TEXT NOT NULL,

    CONSTRAINT "silent_work_pkey" PRIMARY KEY ("transitionId","path")
);

-- AddForeignKey
ALTER TABLE "silent_work" ADD CONSTRAINT "silent_work_transitionId_fkey" FOREIGN KEY ("transitionId") REFERENCES "transition"("id") ON DELETE CASCADE ON UPDATE CASCADE;
