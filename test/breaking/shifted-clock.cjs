// Loaded before the runner: after a second its clock is WT_CLOCK_SHIFT milliseconds off, as when somebody sets it.
const { now } = Date;
const shift = Number(process.env['WT_CLOCK_SHIFT'] ?? 0);
const started = performance.now();
Date.now = () => now() + (performance.now() - started > 1000 ? shift : 0);
