/**
 * Stands in the bundle for the package node-fetch, which TensorFlow.js loads where Node has no fetch of its own: every Node that runs this has one, and
 * nothing here fetches. The package would be a quarter of the bundle.
 */
export default globalThis.fetch;
