/**
 * The script of every job. It is always this text: names and paths reach it as arguments, and the user's own commands as a file that it reads.
 * $1 folder of the run, $2 batch file, $3 program, $4 Node.js of the computer that has submitted it, or '' where the setup brings one.
 */
export const jobScript = `#!/bin/sh
name="\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}"
if [ -s "$1/setup.sh" ]; then . "$1/setup.sh"; fi
node="$4"
if [ -z "$node" ] || [ ! -x "$node" ]; then node="$(command -v node)"; fi
export ELECTRON_RUN_AS_NODE=1
if [ -z "$node" ]; then
  printf 'missing %s\\n' "\${SLURMD_NODENAME:-unknown}" > "$1/nodes/$name"
  echo "Node.js is not on this node."
  exit 86
fi
if ! "$node" -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'; then
  printf 'old %s\\n' "\${SLURMD_NODENAME:-unknown}" > "$1/nodes/$name"
  echo "Node.js on this node is older than version 20: $node"
  exit 87
fi
exec "$node" "$3" "$1" "$2" "$SLURM_ARRAY_JOB_ID" "$SLURM_ARRAY_TASK_ID"
`;
