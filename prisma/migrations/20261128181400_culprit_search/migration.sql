-- CreateIndex
CREATE INDEX "conflict_culpritSha_idx" ON "conflict"("culpritSha");
