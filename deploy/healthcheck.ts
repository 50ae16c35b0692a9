import { readSettings } from '../config.ts';

// Whether the process in this container is ready: exit code 0 or 1. One that runs jobs alone and has no JOBS_PORT has nothing to ask.
const { role, port, jobsPort } = readSettings();
const asked = role === 'jobs' ? jobsPort : port;
const ready = asked ? (await fetch(`http://127.0.0.1:${asked}/readyz`).catch(() => undefined))?.ok : true;
process.exit(ready ? 0 : 1);
