import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningPostgres } from '#lib/db/running-postgres.ts';
import { startLocalGithub } from '#lib/testing/local-github/start-local-github.ts';
import { startProgram } from '#lib/testing/start-program.ts';
const path = '/work/.mirror/usbarmory+tamago-go/repo';
const dataDir = '/tmp/lead/pf';
execFileSync('rm', ['-rf', dataDir]); execFileSync('cp', ['-a', '--reflink=auto', '/work/real/data', dataDir]);
const github = await startLocalGithub({ port: 4400, repositories: [
  { fullName: 'golang/go', path, refs: ['refs/tags/go*', 'refs/heads/master'] },
  { fullName: 'usbarmory/tamago-go', path, parent: 'golang/go' } ] });
const app = startProgram({ dataDir, port: 14555, env: { POLL: 'on', POLL_INTERVAL_MS: '60000', TIP_INTERVAL_MS: '1000000000', GITHUB_API_URL: github.apiUrl, GITHUB_SERVER_URL: github.serverUrl, PROXY: '' } });
try {
  await app.ready;
  const url = await findRunningPostgres(dataDir); const c = new pg.Client(url!); await c.connect();
  const one = async (q: string) => (await c.query(q)).rows;
  const idle = async () => { let quiet = 0; while (quiet < 8) { const [r] = await one(`select count(*)::int n from graphile_worker._private_jobs where locked_at is not null or run_at <= now()`).catch(() => [{ n: -1 }]); quiet = r.n === 0 ? quiet + 1 : 0; await sleep(1000); } };
  const t0 = Date.now(); await idle(); console.log('idle after', (Date.now() - t0) / 1000);
  for (const [tag, back] of [['go1.27rc1', 40], ['go1.27rc2', 10]] as const) {
    const sha = execFileSync('git', ['--git-dir', path, 'rev-parse', `master~${back}`]).toString().trim();
    const before = (await one(`select coalesce(max(id),0)::int m from poll`))[0].m;
    github.control({ act: 'set-ref', repository: 'golang/go', ref: `refs/tags/${tag}`, sha });
    await one(`update repository set "listedAt" = null`).catch(() => undefined);
    const t1 = Date.now(); let done = false;
    while (!done && Date.now() - t1 < 300_000) {
      const rows = await one(`select outcome, "rehearsedAt", "culpritsAt", "conflictedFiles" from rehearsal where target='${tag}'`);
      const polls = await one(`select p.id, p."startedAt", p."finishedAt", p.outcome, r."fullName" from poll p join repository r on r.id=p."repositoryId" where p.id > ${before} order by p.id`);
      done = rows.length > 0 && rows.every((r: any) => r.culpritsAt !== null || r.outcome === 'clean');
      if (done) { console.log(tag, JSON.stringify(rows), JSON.stringify(polls)); const up = polls.filter((p: any) => p.fullName === 'golang/go').at(-1) as any; console.log('seconds from start of the poll to the forecast with culprits', (Math.max(...rows.map((r: any) => +(r.culpritsAt ?? r.rehearsedAt))) - +up.startedAt) / 1000, 'from its end', up.finishedAt && (Math.max(...rows.map((r: any) => +(r.culpritsAt ?? r.rehearsedAt))) - +up.finishedAt) / 1000); }
      await sleep(300);
    }
    if (!done) console.log('not done', app.output().slice(-2000));
    await idle();
  }
  await c.end();
} finally { app.child.kill('SIGTERM'); await app.ended; await github.close(); }
