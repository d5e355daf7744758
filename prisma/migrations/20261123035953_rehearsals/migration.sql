-- CreateTable
CREATE TABLE "rehearsal" (
    "id" SERIAL NOT NULL,
    "fromRevisionId" INTEGER NOT NULL,
    "target" TEXT NOT NULL,
    "targetSha" TEXT NOT NULL,
    "targetKind" TEXT NOT NULL,
    "targetDate" TIMESTAMP(3),
    "outcome" TEXT NOT NULL,
    "error" TEXT,
    "conflictedFiles" INTEGER,
    "rehearsedAt" TIMESTAMP(3) NOT NULL,
    "gitVersion" TEXT NOT NULL,
    "methodVersion" INTEGER NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'measured',
    "culpritsAt" TIMESTAMP(3),

    CONSTRAINT "rehearsal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conflict" (
    "rehearsalId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "gitTypes" TEXT[],
    "subsystem" TEXT NOT NULL,
    "hunks" INTEGER,
    "culpritSha" TEXT,
    "culpritDate" TIMESTAMP(3),
    "culpritAuthor" TEXT,
    "culpritSubject" TEXT,
    "culpritCl" INTEGER,
    "isMonotonic" BOOLEAN,
    "candidates" INTEGER,

    CONSTRAINT "conflict_pkey" PRIMARY KEY ("rehearsalId","position")
);

-- CreateTable
CREATE TABLE "silent_risk" (
    "rehearsalId" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "rule" TEXT NOT NULL,

    CONSTRAINT "silent_risk_pkey" PRIMARY KEY ("rehearsalId","path","rule")
);

-- CreateTable
CREATE TABLE "transition" (
    "id" SERIAL NOT NULL,
    "fromRevisionId" INTEGER NOT NULL,
    "toRevisionId" INTEGER NOT NULL,
    "rehearsalId" INTEGER NOT NULL,
    "handConflicted" INTEGER,
    "handClean" INTEGER,
    "adaptation" INTEGER,
    "own" INTEGER,
    "handFiles" INTEGER,
    "pressureFiles" INTEGER,
    "pressureInsertions" INTEGER,
    "pressureDeletions" INTEGER,
    "pressureCommits" INTEGER,
    "flowSame" INTEGER,
    "flowChanged" INTEGER,
    "flowDropped" INTEGER,
    "flowNew" INTEGER,
    "flowReason" TEXT,
    "measuredAt" TIMESTAMP(3) NOT NULL,
    "methodVersion" INTEGER NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'measured',

    CONSTRAINT "transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transition_subsystem" (
    "transitionId" INTEGER NOT NULL,
    "subsystem" TEXT NOT NULL,
    "conflictedFiles" INTEGER NOT NULL,
    "adaptation" INTEGER NOT NULL,
    "own" INTEGER NOT NULL,
    "pressure" INTEGER NOT NULL,

    CONSTRAINT "transition_subsystem_pkey" PRIMARY KEY ("transitionId","subsystem")
);

-- CreateTable
CREATE TABLE "transition_path" (
    "transitionId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "subsystem" TEXT NOT NULL,
    "isInConflict" BOOLEAN NOT NULL,
    "isAdaptation" BOOLEAN NOT NULL,
    "insertions" INTEGER,
    "deletions" INTEGER,
    "unmeasuredReason" TEXT,

    CONSTRAINT "transition_path_pkey" PRIMARY KEY ("transitionId","position")
);

-- CreateIndex
CREATE INDEX "rehearsal_targetSha_idx" ON "rehearsal"("targetSha");

-- CreateIndex
CREATE UNIQUE INDEX "rehearsal_fromRevisionId_targetSha_key" ON "rehearsal"("fromRevisionId", "targetSha");

-- CreateIndex
CREATE INDEX "conflict_path_idx" ON "conflict"("path");

-- CreateIndex
CREATE INDEX "transition_toRevisionId_idx" ON "transition"("toRevisionId");

-- CreateIndex
CREATE UNIQUE INDEX "transition_fromRevisionId_toRevisionId_key" ON "transition"("fromRevisionId", "toRevisionId");

-- CreateIndex
CREATE INDEX "transition_path_path_idx" ON "transition_path"("path");

-- AddForeignKey
ALTER TABLE "rehearsal" ADD CONSTRAINT "rehearsal_fromRevisionId_fkey" FOREIGN KEY ("fromRevisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_rehearsalId_fkey" FOREIGN KEY ("rehearsalId") REFERENCES "rehearsal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "silent_risk" ADD CONSTRAINT "silent_risk_rehearsalId_fkey" FOREIGN KEY ("rehearsalId") REFERENCES "rehearsal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transition" ADD CONSTRAINT "transition_fromRevisionId_fkey" FOREIGN KEY ("fromRevisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transition" ADD CONSTRAINT "transition_toRevisionId_fkey" FOREIGN KEY ("toRevisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transition" ADD CONSTRAINT "transition_rehearsalId_fkey" FOREIGN KEY ("rehearsalId") REFERENCES "rehearsal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transition_subsystem" ADD CONSTRAINT "transition_subsystem_transitionId_fkey" FOREIGN KEY ("transitionId") REFERENCES "transition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transition_path" ADD CONSTRAINT "transition_path_transitionId_fkey" FOREIGN KEY ("transitionId") REFERENCES "transition"("id") ON DELETE CASCADE ON UPDATE CASCADE;
