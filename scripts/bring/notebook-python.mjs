// Brings what runs examples/results.ipynb, by pip, into a virtual environment of its own.
import { findPythonWith } from './python-peers.mjs';

const packages = ['numpy==@N@', 'pandas==@P@', 'matplotlib==@M@', 'nbclient==@C@', 'ipykernel==@K@'];

/** An interpreter that can carry out a notebook. @returns {Promise<string>} */
export const findNotebookPython = () => findPythonWith('notebook-python', packages, 'pandas, matplotlib and nbclient for the notebook');
