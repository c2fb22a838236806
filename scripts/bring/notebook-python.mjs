// Brings what runs examples/results.ipynb, by pip, into a virtual environment of its own.
import { findPythonWith } from './python-peers.mjs';

const packages = ['numpy==2.4.6', 'pandas==3.1.1', 'matplotlib==3.11.2', 'nbclient==0.11.0', 'ipykernel==7.4.0'];

/** An interpreter that can carry out a notebook. @returns {Promise<string>} */
export const findNotebookPython = () => findPythonWith('notebook-python', packages, 'pandas, matplotlib and nbclient for the notebook');
