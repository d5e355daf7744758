// Git as a client in tests: it runs beside the server of the same process and reports every ending.
import { spawn } from 'node:child_process';
import { rawGitEnvironment } from './run-raw-git.ts';

export interface ClientResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runGitClient(args: readonly string[]): Promise<ClientResult> {
  const environment = { ...rawGitEnvironment(), GIT_NO_LAZY_FETCH: '0', GIT_ASKPASS: 'false' };
  return await new Promise((resolve, reject) => {
    const child = spawn('git', args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('latin1')));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
}
