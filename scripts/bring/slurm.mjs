// Brings a real Slurm up on this machine for tests: its own controller, two nodes and munge, in a folder of their own, all ended together.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';

const programs = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'scancel', 'scontrol'];
const nodes = ['n1', 'n2'];
/** Few, so that tests can fill the queue; the controller counts jobs that have ended in the last minutes. */
const mostJobs = 400;

/** @param {string} program */
function find(program) {
  try {
    return execFileSync('/bin/sh', ['-c', 'command -v "$0"', program], {
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
    })
      .toString()
      .trim();
  } catch {
    return null;
  }
}

/** Debian's packages, where this process may install them. @throws {Error} */
function install() {
  if (process.platform !== 'linux') throw new Error('Slurm runs on Linux');
  if (process.getuid?.() !== 0) throw new Error('slurm-wlm and munge are not installed, or this user is not root');
  if (programs.every((program) => find(program) !== null)) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'slurm-wlm', 'munge'], { env, stdio: 'ignore' });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {string} folder @param {number[]} ports Of the controller, then of each node. */
function config(folder, [controller, ...others]) {
  const here = hostname().split('.')[0];
  const lines = nodes.map(
    (node, at) => `NodeName=${node} NodeHostname=${here} NodeAddr=127.0.0.1 Port=${others[at]} CPUs=4 RealMemory=1000`,
  );
  return `
ClusterName=test
SlurmctldHost=${here}(127.0.0.1)
SlurmctldPort=${controller}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket,cred_expire=6
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.%n.pid
SlurmdSpoolDir=${folder}/spool.%n
StateSaveLocation=${folder}/state
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
ReturnToService=2
KillWait=5
MpiDefault=none
SwitchType=switch/none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
MaxJobCount=${mostJobs}
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
${lines.join('\n')}
PartitionName=test Nodes=${nodes.join(',')} Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=first Nodes=${nodes.join(',')} MaxTime=INFINITE State=UP PriorityTier=10
`;
}

/** Processes in the foreground, so that each is our own child. @param {NodeJS.ProcessEnv} env */
function daemons(env) {
  /** @type {Map<string, import('node:child_process').ChildProcess>} */
  const running = new Map();
  return {
    /** @param {string} name @param {string} program @param {string[]} args */
    begin(name, program, args) {
      const child = spawn(find(program) ?? program, args, { env, stdio: 'ignore' });
      child.on('error', () => undefined);
      running.set(name, child);
    },
    /** @param {string} name */
    async end(name) {
      const child = running.get(name);
      running.delete(name);
      if (!child || child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await Promise.race([gone, sleep(10_000).then(() => child.kill('SIGKILL'))]);
    },
  };
}

/** Writes what the daemons need. @param {string} folder @returns {Promise<string>} The configuration's file. */
async function prepare(folder) {
  const file = path.join(folder, 'slurm.conf');
  for (const name of ['state', 'munge', ...nodes.map((node) => `spool.${node}`)]) mkdirSync(path.join(folder, name), { recursive: true });
  const ports = [];
  for (let count = 0; count <= nodes.length; count++) ports.push(await freePort());
  writeFileSync(file, config(folder, ports));
  writeFileSync(path.join(folder, 'munge', 'key'), randomBytes(1024), { mode: 0o400 });
  return file;
}

/** @param {string} folder */
const mungeArguments = (folder) =>
  ['key-file=key', 'socket=socket', 'pid-file=pid', 'log-file=log', 'seed-file=seed'].map((option) => {
    const [name, file = ''] = option.split('=');
    return `--${name}=${path.join(folder, 'munge', file)}`;
  });

/**
 * @typedef {object} Cluster
 * @property {NodeJS.ProcessEnv} env What Slurm's programs and ours need to find it.
 * @property {(program: string, ...args: string[]) => string} call Runs a program of Slurm and returns what it says.
 * @property {number} mostJobs That the controller takes.
 * @property {() => Promise<void>} stopController
 * @property {() => Promise<void>} startController
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} folder An empty one, without blanks in its path.
 * @returns {Promise<Cluster>}
 * @throws {Error} Where Slurm cannot be had.
 */
export async function bringSlurm(folder) {
  install();
  const file = await prepare(folder);
  const env = { ...process.env, SLURM_CONF: file };
  const { begin, end } = daemons(env);
  /** @type {Cluster['call']} */
  const call = (program, ...args) => execFileSync(find(program) ?? program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  const startController = async () => {
    begin('slurmctld', 'slurmctld', ['-D', '-f', file]);
    await until(() => call('scontrol', 'ping').includes(' is UP'), 'the controller');
  };
  const stop = async () => {
    for (const name of [...nodes, 'slurmctld', 'munged']) await end(name);
  };
  begin('munged', 'munged', ['--foreground', '--force', ...mungeArguments(folder)]);
  try {
    await startController();
    for (const node of nodes) begin(node, 'slurmd', ['-D', '-N', node, '-f', file]);
    await until(() => call('sinfo', '--noheader', '--format=%D|%t').trim() === `${nodes.length}|idle`, 'its nodes');
  } catch (error) {
    await stop();
    throw error;
  }
  return { env, call, mostJobs, startController, stopController: () => end('slurmctld'), stop };
}

/** @param {() => boolean} holds @param {string} what @throws {Error} */
async function until(holds, what) {
  let last = '';
  for (let tries = 0; tries < 150; tries++) {
    try {
      if (holds()) return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(200);
  }
  throw new Error(`${what} did not come up within 30 s. ${last}`);
}
