// Brings TensorFlow's native library for the tests: tfjs-node by npm, its addon built against the wheel of PyPI. Prints the folder, or why not.
// Hundreds of megabytes on disk, so it lies in a cache folder and is made once. WINNING_TICKET_TENSORFLOW names a folder that is there already.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { npmInstall, once } from './bring/npm-folder.mjs';

const version = '4.22.0';
const tensorflow = '2.21.0';
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** @param {string} command @param {string[]} args @param {string} [cwd] */
function run(command, args, cwd) {
  // Everything that is said goes to stderr: stdout is for the folder.
  execFileSync(command, args, { cwd, stdio: ['ignore', 2, 2], timeout: 900_000 });
}

/** @param {string} command */
function has(command) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Only what the addon is built against: the wheel is 0.9 GB unpacked. */
const unpack = `
import glob, shutil, sys, zipfile
folder, deps = sys.argv[1:3]
libraries = sys.argv[3:]
with zipfile.ZipFile(glob.glob(folder + '/*.whl')[0]) as wheel:
    for name in wheel.namelist():
        path = name.removeprefix('tensorflow/')
        if path.startswith('include/') and not name.endswith('/'):
            wheel.extract(name, folder)
        elif path in libraries:
            wheel.extract(name, folder)
            shutil.move(folder + '/' + name, deps + '/lib/' + path)
shutil.move(folder + '/tensorflow/include', deps + '/include')
`;

/** Any Python fetches the wheel of this one: nothing of it is run. @param {string} folder @param {string} deps */
function fetchLibrary(folder, deps) {
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const python = ['--python-version=3.11', '--implementation=cp', '--abi=cp311', `--platform=manylinux_2_27_${machine}`];
  const wheel = path.join(folder, 'wheel');
  run('python3', ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', ...python, `tensorflow-cpu==${tensorflow}`, '-d', wheel]);
  mkdirSync(path.join(deps, 'lib'), { recursive: true });
  run('python3', ['-c', unpack, wheel, deps, ...libraries]);
  rmSync(wheel, { recursive: true });
}

/** tfjs-node looks for names without a version. @param {string} deps */
function link(deps) {
  symlinkSync('libtensorflow_cc.so.2', path.join(deps, 'lib/libtensorflow.so'));
  symlinkSync('libtensorflow_framework.so.2', path.join(deps, 'lib/libtensorflow_framework.so'));
}

/** @param {string} addon */
function compile(addon) {
  const prefix = path.dirname(path.dirname(process.execPath));
  const npm = execFileSync('npm', ['root', '-g'], { encoding: 'utf8' }).trim();
  const gyp = path.join(npm, 'npm/node_modules/node-gyp/bin/node-gyp.js');
  const headers = existsSync(path.join(prefix, 'include/node')) ? [`--nodedir=${prefix}`] : [];
  const binding = ['--napi_build_version=8', '--module_name=tfjs_binding', `--module_path=${path.join(addon, 'lib/napi-v8')}`];
  run(process.execPath, [gyp, 'rebuild', ...headers, ...binding], addon);
}

function missing() {
  if (process.platform !== 'linux') return 'the wheel is linked against on Linux only';
  if (!has('python3')) return 'there is no python3';
  if (!has('g++') || !has('make')) return 'there is no C++ compiler (g++ and make)';
  return null;
}

async function main() {
  if (process.env['WINNING_TICKET_TENSORFLOW']) return process.env['WINNING_TICKET_TENSORFLOW'];
  const reason = missing();
  if (reason) throw new Error(reason);
  return once(`tensorflow-native-${version}`, async (folder) => {
    await npmInstall(folder, '--ignore-scripts', `@tensorflow/tfjs-node@${version}`);
    const addon = path.join(folder, 'node_modules/@tensorflow/tfjs-node');
    const deps = path.join(addon, 'deps');
    fetchLibrary(folder, deps);
    link(deps);
    compile(addon);
  });
}

try {
  console.log(await main());
} catch (error) {
  console.error(`Native TensorFlow is left out: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
